"""Today's workflows do what earlier ones did: relationships that are under way survive a new version."""

import pytest
from temporalio.client import WorkflowHistory

from tests.kit.record_histories import HISTORIES, RECORDED
from tests.kit.replay import failed_tasks, replay

FILES = sorted(HISTORIES.glob("*.json"))


@pytest.mark.parametrize("recorded", [file.read_text() for file in FILES], ids=[file.stem for file in FILES])
async def test_a_recorded_history_replays(recorded: str) -> None:
    """Every decision comes out as it was recorded; see `tests.kit.record_histories`."""
    history = WorkflowHistory.from_json("relationship-a", recorded)
    assert failed_tasks(history) == []
    await replay(history)


def test_every_history_is_recorded() -> None:
    """What the tool records is there, and nothing that it does not know."""
    assert {file.stem for file in FILES} == {each.__name__ for each in RECORDED}
