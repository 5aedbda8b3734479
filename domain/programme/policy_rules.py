"""Durations that only make sense in an order, reminders before escalation, and none beyond ten years."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from domain.durations import in_words
from domain.policies import PLANNED_AT_MOST, CyclePolicies, RelationshipPolicies, too_long
from domain.programme.design import Design, effective_policies
from domain.programme.problems import Location, Problem

A_DAY: Final = timedelta(days=1)
"""The unit in which training expires."""

EARLIER: Final[tuple[tuple[str, str], ...]] = (
    ("proposal_reminder_after", "proposal_lapses_after"),
    ("offer_reminders", "offer_expires_after"),
    ("offer_escalates_after", "offer_expires_after"),
    ("first_meeting_within", "first_meeting_lapses_after"),
    ("first_meeting_lapses_after", "length"),
    ("fit_reminders", "fit_confirmed_within"),
    ("fit_escalates_after", "fit_confirmed_within"),
    ("signature_reminders", "signature_within"),
    ("signature_within", "signature_lapses_after"),
    ("neutral_contact_within", "fit_confirmed_within"),
    ("fit_confirmed_within", "length"),
    ("meeting_confirmed_within", "meeting_every"),
    ("booking_nudge_after", "meeting_gap_at_most"),
    ("meeting_every", "meeting_gap_at_most"),
    ("first_pulse_after", "length"),
    ("pulse_open_for", "pulse_every"),
    ("reviews_after", "length"),
    ("resume_prompt_before", "pause_at_most"),
    ("wind_up_before_end", "length"),
    ("closing_reminders", "closing_within"),
)
"""Pairs of relationship policies of which the first must come before the second."""


def policy_problems(design: Design) -> Iterator[Problem]:
    """Yield durations that are too long or out of order, in the programme, its training and each track."""
    yield from _length(design.policies.relationship, ("policies", "relationship"))
    yield from _length(design.policies.cycle, ("policies", "cycle"))
    yield from _order(design.policies.relationship, ("policies", "relationship"), None)
    yield from _training(design)
    for i, track in enumerate(design.tracks):
        yield from _length(track.overrides, ("tracks", i, "overrides"))
        if changed := track.overrides.model_fields_set:
            merged = effective_policies(design, track.id).relationship
            yield from _order(merged, ("tracks", i, "overrides"), changed)


def _length(policies: RelationshipPolicies | CyclePolicies, where: Location) -> Iterator[Problem]:
    for name in too_long(policies):
        yield Problem(
            where=(*where, name), what="is longer than ten years", way_out=f"write a shorter {name}"
        )


def _training(design: Design) -> Iterator[Problem]:
    """Yield modules that would expire on the day of their completion, or beyond the calendar."""
    for i, module in enumerate(design.training):
        where, counts = ("training", i, "valid_for"), module.valid_for
        if counts is not None and counts < A_DAY:
            yield Problem(where=where, what="is shorter than a day", way_out="write at least a day")
        elif counts is not None and counts > PLANNED_AT_MOST:
            yield Problem(
                where=where,
                what="is longer than ten years",
                way_out="write a shorter duration, or leave it out if it counts for ever",
            )


def _order(policies: RelationshipPolicies, where: Location, changed: set[str] | None) -> Iterator[Problem]:
    for first, second in EARLIER:
        if changed is not None and not changed & {first, second}:
            continue
        limit = getattr(policies, second)
        before = getattr(policies, first)
        last = before[-1] if isinstance(before, tuple) and before else before
        if not last or last < limit:
            continue
        yield Problem(
            where=(*where, first if changed is None or first in changed else second),
            what=f"is out of order: {first} is {in_words(last)}, {second} only {in_words(limit)}",
            way_out=f"make {first} shorter than {second}",
        )


def policy_advice(design: Design) -> Iterator[Problem]:
    """Yield durations that are allowed but rarely meant."""
    cycle = design.policies.cycle
    room = cycle.running + cycle.winding_up
    for i, track in enumerate(design.tracks):
        length = effective_policies(design, track.id).relationship.length
        if length > room:
            own = "length" in track.overrides.model_fields_set
            yield Problem(
                where=("tracks", i, "overrides", "length") if own else ("policies", "cycle", "running"),
                what=f"ends the cycle after {in_words(room)}, before relationships of {in_words(length)}",
                way_out="lengthen `policies.cycle.running`, or shorten the relationships",
                severity="advice",
            )
