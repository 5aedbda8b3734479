"""Two rehearsals with the same seed."""

from pathlib import Path

from tests.kit.rehearsal import Rehearsed, rehearsal_in


def test_the_same_seed_gives_the_same_pairs_and_outcomes(rehearsed: Rehearsed, home: Path) -> None:
    """A second rehearsal pairs the same people and each pair ends in the same way, killed worker or not."""
    with rehearsal_in(home, seed=rehearsed.casting.seed) as again:
        assert again.result.as_data()["pairs"] == rehearsed.result.as_data()["pairs"]
