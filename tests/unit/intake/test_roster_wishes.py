"""What people apply for, and what they bring with them, as a roster row says it."""

from datetime import date

import pytest

from domain.application.values import Competency
from domain.vocabulary import Role
from intake.design import read_design
from intake.roster import Roster, TrainingDone, Wish, read_roster
from tests.kit.designs import PROGRAMMES
from tests.kit.rosters import TODAY, only_row, said


@pytest.mark.parametrize(
    ("written", "wishes"),
    [
        ("mentee", (Wish(Role.MENTEE, "one-to-one"),)),
        ("Mentor", (Wish(Role.MENTOR, "one-to-one"),)),
        ("PEERS", (Wish(Role.PEER, "peers"),)),
        ("One to one: mentor; peers: peer", (Wish(Role.MENTOR, "one-to-one"), Wish(Role.PEER, "peers"))),
        ("mentee / mentee", (Wish(Role.MENTEE, "one-to-one"),)),
        ("", ()),
    ],
)
def test_roles_are_wished_with_or_without_their_track(written: str, wishes: tuple[Wish, ...]) -> None:
    """A track that only one track can mean need not be named."""
    row, problems = only_row(Role=written)
    assert row.wishes == wishes
    assert problems == ()


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("menotr", "names no role of a programme"),
        ("facilitator", "names facilitator, a role that no track has"),
        ("peers: mentor", "names mentor in a track without that role"),
        ("circles: mentor", "names a track that the design does not have"),
    ],
)
def test_a_wrong_role_is_left_out(written: str, what: str) -> None:
    """A wish that nothing in the design fits is reported, and the person loaded without it."""
    row, problems = only_row(Role=written)
    assert row.wishes == ()
    assert said(problems) == [f"roles {what}"]


def test_a_role_of_several_tracks_needs_its_track() -> None:
    """Nobody guesses whether a mentee wants a circle or a mentor from below."""
    leadership = read_design(PROGRAMMES / "leadership.yaml")
    text = "ID,Name,E-mail,Status,Role\n7,Zoë,z@example.com,A,mentee\n"
    read = read_roster(text, today=TODAY, design=leadership)
    assert read.rows[0].wishes == ()
    assert said(read.problems) == ["roles names mentee without its track"]


@pytest.mark.parametrize(
    ("written", "capacity", "what"),
    [
        ("2", 2, []),
        ("", None, []),
        ("two", None, ["capacity is not a whole number"]),
        ("-1", None, ["capacity is not a whole number"]),
        ("50", None, ["capacity is not between 0 and 20"]),
        ("5", 3, ["capacity is above 3, the most a mentor takes"]),
    ],
)
def test_capacity_is_a_number_within_the_design(written: str, capacity: int | None, what: list[str]) -> None:
    """A mentor takes no more mentees than the design allows."""
    row, problems = only_row(Role="mentor", Capacity=written)
    assert row.capacity == capacity
    assert said(problems) == what


def read_leader(role: str, *, capacity: int) -> Roster:
    """Read a roster of one person, for a programme with circles and reverse mentoring."""
    text = (
        "ID,Name,E-mail,Status,Department,TZ,Languages,Level,Hire date,Role,Capacity\n"
        f"7,Zoë,z@example.com,A,IT,CET,de,5,2020-01-01,{role},{capacity}\n"
    )
    return read_roster(text, today=TODAY, design=read_design(PROGRAMMES / "leadership.yaml"))


def test_a_narrower_track_is_named() -> None:
    """Whoever offers more than one of their tracks allows hears what is taken there."""
    read = read_leader("circles: facilitator; reverse: mentor", capacity=3)
    assert read.rows[0].capacity == 3
    assert said(read.problems) == ["capacity is above 1, the most a mentor takes in reverse"]


def test_a_mentor_without_a_place_does_not_take_part() -> None:
    """Capacity 0 is a no."""
    row, problems = only_row(Role="mentor", Capacity="0")
    assert (row.wishes, row.capacity) == ((), None)
    assert said(problems) == ["capacity leaves no place for anybody"]
    assert problems[0].way_out == "does not take part as mentor"


def test_a_facilitator_without_a_place_takes_part_only_as_a_mentee() -> None:
    """Whoever offers nobody a place leads nobody, and can still learn."""
    read = read_leader("circles: facilitator; reverse: mentee", capacity=0)
    assert (read.rows[0].wishes, read.rows[0].capacity) == ((Wish(Role.MENTEE, "reverse"),), None)
    assert said(read.problems) == ["capacity leaves no place for anybody"]


def test_a_mentee_need_not_offer_places() -> None:
    """A system that writes 0 for everybody who leads nobody has nothing to correct."""
    row, problems = only_row(Role="mentee", Capacity="0")
    assert [wish.role for wish in row.wishes] == [Role.MENTEE]
    assert row.capacity is None
    assert problems == ()


def test_competencies_have_levels() -> None:
    """Ids or names, with a level from 1 to 5; 3 when none is given."""
    row, problems = only_row(Offers="Data analysis: 5; presenting (4) | quality", Seeks="negotiation")
    assert row.offers == (
        Competency(name="data-analysis", level=5),
        Competency(name="presenting", level=4),
        Competency(name="quality", level=3),
    )
    assert row.seeks == (Competency(name="negotiation", level=3),)
    assert problems == ()


def test_an_unknown_competency_is_left_out() -> None:
    """Only what the design lists can be matched."""
    row, problems = only_row(Seeks="juggling; negotiation")
    assert [each.name for each in row.seeks] == ["negotiation"]
    assert said(problems) == ["seeks names a competency that the design does not list"]


def test_training_that_was_done_keeps_its_date() -> None:
    """A mentor trained before need not be trained again."""
    row, problems = only_row(Training="mentor-core 2025-11-03; mentee-briefing (1 Mar 2026)")
    assert row.training == (
        TrainingDone("mentor-core", date(2025, 11, 3)),
        TrainingDone("mentee-briefing", date(2026, 3, 1)),
    )
    assert problems == ()


def test_training_without_a_date_counts_from_today() -> None:
    """An undated or future completion is taken as today's, and said."""
    row, problems = only_row(Training="mentor-core; mentee-briefing 2027-01-01; first-aid 2025-01-01")
    assert row.training == (TrainingDone("mentor-core", TODAY), TrainingDone("mentee-briefing", TODAY))
    assert said(problems) == [
        "training has no date of completion that can be read",
        "training has no date of completion that can be read",
        "training names a module that the design does not have",
    ]
