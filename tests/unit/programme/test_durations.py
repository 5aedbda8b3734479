from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.durations import in_words, parse_duration
from domain.policies import RelationshipPolicies


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("14 days", timedelta(days=14)),
        ("6 weeks", timedelta(weeks=6)),
        ("48 hours", timedelta(days=2)),
        ("90 minutes", timedelta(minutes=90)),
        ("1 day", timedelta(days=1)),
        ("1 week 3 days", timedelta(days=10)),
        ("1 week, 3 days and 2 hours", timedelta(days=10, hours=2)),
        ("  2 Weeks ", timedelta(days=14)),
    ],
)
def test_people_write_durations_in_words(written: str, meant: timedelta) -> None:
    """A number with its unit is a duration, in any mixture."""
    assert parse_duration(written) == meant


def test_policies_take_words_and_iso_8601_alike() -> None:
    """A policy is the same whether written for people or for machines."""
    in_words = RelationshipPolicies.model_validate(
        {"length": "39 weeks", "reviews_after": ["90 days", "6 weeks 90 days"]}
    )
    in_iso = RelationshipPolicies.model_validate({"length": "P273D", "reviews_after": ["P90D", "P132D"]})
    assert in_words == in_iso


@pytest.mark.parametrize("written", ["9 months", "1 year", "a month", "2 quarters"])
def test_a_month_has_no_fixed_length(written: str) -> None:
    """Months and years are refused with the way out."""
    with pytest.raises(ValueError, match="has no fixed length; write it in weeks or days"):
        parse_duration(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "14",
        "days",
        "14 dayz",
        "- 3 days",
        40,
        True,
        None,
        ["14 days"],
        "99999999 days",
        "999999 weeks " * 300,
    ],
)
def test_anything_else_is_refused(written: object) -> None:
    """What is no duration is said to be none, with an example of one."""
    with pytest.raises(ValueError, match="is not a duration; write"):
        parse_duration(written)


@given(st.integers(min_value=1, max_value=60 * 24 * 1000))
def test_words_read_back_as_the_same_duration(minutes: int) -> None:
    """Every duration of whole minutes survives being written and read."""
    duration = timedelta(minutes=minutes)
    assert parse_duration(in_words(duration)) == duration


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(weeks=6), "6 weeks"),
        (timedelta(days=10), "10 days"),
        (timedelta(days=1), "1 day"),
        (timedelta(hours=25), "25 hours"),
    ],
)
def test_durations_are_written_in_their_largest_whole_unit(duration: timedelta, words: str) -> None:
    """Nobody has to divide hours by 168."""
    assert in_words(duration) == words
