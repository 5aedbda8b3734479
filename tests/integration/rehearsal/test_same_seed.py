"""Two rehearsals with the same seed."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.kit.rehearsal import rehearsal_in


def rehearse_in(home: Path) -> list[dict[str, object]]:
    """Rehearse undisturbed, and return who was paired with whom and how each relationship ended."""
    with rehearsal_in(home) as done:
        pairs: list[dict[str, object]] = done.result.as_data()["pairs"]
        return pairs


def test_the_same_seed_gives_the_same_pairs_and_outcomes(home: Path) -> None:
    """A second rehearsal pairs the same people, and each pair ends in the same way."""
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:  # at the same time, to save half of it
        one, other = processes.map(rehearse_in, [home / "one", home / "other"])
    assert len(one) >= 8
    assert one == other
