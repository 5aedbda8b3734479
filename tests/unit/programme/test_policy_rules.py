from datetime import date, timedelta

import pytest

from domain.policies import RelationshipPolicies
from domain.programme import Design, effective_policies
from domain.programme.policy_rules import EARLIER
from tests.kit.designs import changed, errors_of, graduate


def test_the_defaults_are_in_order() -> None:
    """A design that sets no policy has none out of order."""
    assert errors_of(changed(("policies",), {})) == []


@pytest.mark.parametrize(("first", "second"), EARLIER)
def test_durations_out_of_order_are_named_with_the_way_out(first: str, second: str) -> None:
    """A reminder after the expiry, or an escalation after the end, is refused."""
    limit: timedelta = getattr(RelationshipPolicies(), second)
    late = limit.total_seconds() + 60
    value = f"PT{late:.0f}S"
    ladder = isinstance(getattr(RelationshipPolicies(), first), tuple)
    design = changed(("policies", "relationship"), {first: [value] if ladder else value})
    found = [problem for problem in errors_of(design) if problem.path == f"policies.relationship.{first}"]
    assert f"make {first} shorter than {second}" in [problem.way_out for problem in found]


@pytest.mark.parametrize(
    ("part", "name"),
    [("relationship", "closing_within"), ("relationship", "reviews_after"), ("cycle", "evaluating")],
)
def test_durations_beyond_all_plans_are_named_with_the_way_out(part: str, name: str) -> None:
    """More than ten years is a slip that would lead beyond the calendar."""
    value = ["P1D", "P3661D"] if name == "reviews_after" else "P3661D"
    found = errors_of(changed(("policies", part), {name: value}))
    problem = next(each for each in found if "ten years" in each.what)
    assert (problem.path, problem.way_out) == (f"policies.{part}.{name}", f"write a shorter {name}")
    track = changed(("tracks", 1, "overrides"), {"closing_within": "P3661D"})
    assert [each.path for each in errors_of(track)] == ["tracks[1].overrides.closing_within"]


@pytest.mark.parametrize(
    ("counts", "what", "way_out"),
    [
        ("PT23H59M", "is shorter than a day", "write at least a day"),
        ("P3661D", "is longer than ten years", "leave it out if it counts for ever"),
        ("9999999 days", "is longer than ten years", "leave it out if it counts for ever"),
    ],
)
def test_training_that_counts_for_hours_or_beyond_all_plans_is_named(
    counts: str, what: str, way_out: str
) -> None:
    """Expiry is counted in days, and one beyond the calendar could not be."""
    (found,) = errors_of(changed(("training", 0, "valid_for"), counts))
    assert found.path == "training[0].valid_for"
    assert what in found.what
    assert way_out in found.way_out


@pytest.mark.parametrize("counts", ["P1D", "P3660D", None])
def test_training_can_count_for_a_day_for_ten_years_and_for_ever(counts: str | None) -> None:
    """The bounds themselves are within them."""
    assert errors_of(changed(("training", 0, "valid_for"), counts)) == []


def test_training_expires_in_whole_days() -> None:
    """What counts for a day and a half counts on the day of its completion; for ever never expires."""
    module = graduate().training[0]
    done = date(2026, 2, 28)
    assert module.model_copy(update={"valid_for": timedelta(hours=36)}).expires_on(done) == date(2026, 3, 1)
    assert module.model_copy(update={"valid_for": None}).expires_on(done) is None


def test_a_track_is_judged_by_what_it_overrides() -> None:
    """An override that clashes with the programme's own policy is the track's problem, once."""
    design = changed(("tracks", 1, "overrides"), {"offer_expires_after": "5 days"})
    assert [problem.path for problem in errors_of(design)] == ["tracks[1].overrides.offer_expires_after"] * 2


def test_effective_policies_merge_the_track_into_the_programme() -> None:
    """What a track sets counts, and all else comes from the programme."""
    design = graduate()
    peers = effective_policies(design, "peers").relationship
    assert peers.meeting_every == timedelta(weeks=3)
    assert peers.length == design.policies.relationship.length == timedelta(weeks=26)
    assert effective_policies(design, "one-to-one") == design.policies


def test_an_override_equal_to_the_default_still_overrides() -> None:
    """A track can go back to the published default where its programme differs from it."""
    default = RelationshipPolicies().length
    design = changed(("tracks", 1, "overrides"), {"length": default})
    assert (
        effective_policies(design, "peers").relationship.length
        == default
        != design.policies.relationship.length
    )


def test_overrides_survive_storage() -> None:
    """Stored and read again, a track overrides exactly what it overrode before."""
    design = graduate()
    again = Design.model_validate_json(design.model_dump_json())
    assert again == design
    for track in design.tracks:
        assert effective_policies(again, track.id) == effective_policies(design, track.id)


def test_an_unknown_track_has_no_policies() -> None:
    """Asking for a track that the design does not have is a mistake of the caller."""
    with pytest.raises(KeyError, match="circles"):
        effective_policies(graduate(), "circles")
