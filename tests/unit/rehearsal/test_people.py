from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.vocabulary import Role
from intake.roster import Roster, read_roster
from rehearsal.people import FEWEST, MOST, SAMPLE, generate_roster
from tests.kit.designs import PROGRAMMES, graduate

TODAY = SAMPLE[2]


def sample() -> Roster:
    """Return the roster beside the graduate programme."""
    return read_roster(PROGRAMMES / "graduate-roster.csv", today=TODAY, design=graduate())


def roles(roster: Roster) -> Counter[Role]:
    """Return how many people wish for each role."""
    return Counter(wish.role for row in roster.rows for wish in row.wishes)


def test_the_sample_is_what_the_generator_draws() -> None:
    """The committed file can be made again at any time, byte for byte."""
    committed = (PROGRAMMES / "graduate-roster.csv").read_bytes()
    assert committed == generate_roster(*SAMPLE).encode()


def test_the_sample_is_large_enough_for_a_rehearsal() -> None:
    """There are enough people in every role, and enough places for the mentees."""
    roster = sample()
    wished = roles(roster)
    places = sum(row.capacity or 1 for row in roster.rows for wish in row.wishes if wish.role is Role.MENTOR)
    assert len(roster.rows) >= 200
    assert (wished[Role.MENTEE] >= 60, wished[Role.MENTOR] >= 40, wished[Role.PEER] >= 40) == (
        True,
        True,
        True,
    )
    assert places >= wished[Role.MENTEE]


UNTIDINESS = [
    ("row", "has an unknown header in column"),
    ("row", "has more cells than the header"),
    ("row", "has fewer cells than the header"),
    ("row", "has a quote that is never closed"),
    ("employee_id", "is missing"),
    ("employee_id", "repeats that of line"),
    ("name", "is missing"),
    ("name", "was encoded twice"),
    ("email", "is missing"),
    ("email", "is no e-mail address"),
    ("email", "repeats that of line"),
    ("department", "is missing"),
    ("time_zone", "is missing"),
    ("time_zone", "is no time zone known here"),
    ("languages", "is missing"),
    ("languages", "names a language that is not known here"),
    ("level", "is not a whole number"),
    ("line_manager", "is nobody who was loaded"),
    ("line_manager", "is the person's own id"),
    ("line_manager", "closes a circle"),
    ("hired_on", "is no date that can be read"),
    ("hired_on", "has the month first"),
    ("status", "is that of somebody who has left"),
    ("status", "is that of somebody on leave"),
    ("status", "is missing"),
    ("roles", "names no role of a programme"),
    ("roles", "belongs to somebody who cannot be reached"),
    ("capacity", "is not a whole number"),
    ("seeks", "names a competency that the design does not list"),
    ("training", ""),
]


@pytest.mark.parametrize(("column", "what"), UNTIDINESS)
def test_the_sample_has_every_kind_of_untidiness(column: str, what: str) -> None:
    """Whoever rehearses with it meets whatever a real export has in store."""
    assert [p for p in sample().problems if (p.column or "row") == column and p.what.startswith(what)]


def test_no_problem_repeats_a_personal_value() -> None:
    """Neither names, addresses nor free text of the roster get into what is shown or logged."""
    roster = sample()
    words = " ".join(f"{problem.what} {problem.way_out}" for problem in roster.problems)
    personal = {part for row in roster.rows for part in row.name.split() if row.name != row.employee_id}
    assert not personal & set(words.split())
    assert "@" not in words


@settings(max_examples=15, deadline=None)
@given(st.integers(FEWEST, 400), st.integers(0, 10_000))
def test_any_size_and_seed_gives_a_usable_roster(n: int, seed: int) -> None:
    """Most people load, every role is wished for, and the same arguments give the same text."""
    text = generate_roster(n, seed, TODAY)
    assert text == generate_roster(n, seed, TODAY)
    roster = read_roster(text, today=TODAY, design=graduate())
    assert n * 85 // 100 <= len(roster.rows) <= n
    assert {Role.MENTOR, Role.MENTEE, Role.PEER} <= set(roles(roster))


def test_seeds_and_sizes_give_other_rosters() -> None:
    """Two rehearsals need not be alike."""
    texts = {generate_roster(n, seed, TODAY) for n in (20, 30) for seed in (1, 2)}
    assert len(texts) == 4


@pytest.mark.parametrize("n", [FEWEST - 1, MOST + 1])
def test_sizes_beyond_reason_are_refused(n: int) -> None:
    """The limits are named."""
    with pytest.raises(ValueError, match=f"from {FEWEST} to {MOST} people, not {n}"):
        generate_roster(n, 1, date(2026, 3, 2))
