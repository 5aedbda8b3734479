"""An engine that runs already in a home folder."""

from pathlib import Path

import pytest

from bootstrap.sole import alone
from rehearsal.home import MARK
from tests.kit.terminal import Terminal


@pytest.mark.parametrize("words", [["up"], ["demo", "--exit"]])
def test_a_second_engine_does_not_take_the_engines_of_the_first(tmp_path: Path, words: list[str]) -> None:
    """When it ended it would stop them, and a rehearsal would first remove what they hold."""
    second = Terminal({"DATABASE_URL": "", "TEMPORAL_ADDRESS": "", "MENTORING_HOME": str(tmp_path)})
    (tmp_path / MARK).touch()
    with alone(tmp_path):
        before = set(tmp_path.iterdir())
        ended = second.run(*words, code=1)
    assert f"The engine of {tmp_path} runs already" in ended.stderr
    assert set(tmp_path.iterdir()) == before


def test_a_rehearsal_whose_result_has_no_place_does_not_begin(tmp_path: Path) -> None:
    """Its result would be lost at its end, minutes later."""
    home = tmp_path / "home"
    nowhere = Terminal({"DATABASE_URL": "postgresql:///elsewhere", "MENTORING_HOME": str(home)})
    ended = nowhere.run("demo", "--json", tmp_path / "missing" / "result.json", "--exit", code=2)
    assert f"there is no folder {tmp_path / 'missing'}" in ended.stderr
    assert not home.exists()
