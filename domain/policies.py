"""Every duration of the engine, as a policy value with its default.

A programme sets them, a track overrides them, and the values in force are pinned on a relationship when
it starts. Defaults follow published practice: offers lapse after 14 days (Mentorloop), escalate on day 9
and ask for a first meeting by day 10 (Torch), pulses on day 30 and then every 60 (Mentorloop), a stalled
agreement after 21 days (Mentorloop), a neutral contact within 48 hours of the first meeting (MENTOR),
reviews after three and six months (Generator), at most six weeks between meetings (Clutterbuck).
"""

from datetime import timedelta
from typing import Annotated, Final, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from domain.durations import parse_duration
from domain.values import Value


def _positive(value: timedelta) -> timedelta:
    if value <= timedelta(0):
        message = "must be longer than zero; write at least a minute"
        raise ValueError(message)
    return value


def _ascending(values: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    if list(values) != sorted(set(values)):
        message = "must rise from one to the next; sort them and drop repeats"
        raise ValueError(message)
    return values


PLANNED_AT_MOST: Final = timedelta(days=3660)
"""Ten years: the longest that anything is planned ahead."""

Duration = Annotated[timedelta, BeforeValidator(parse_duration), AfterValidator(_positive)]
"""Longer than zero; read from ``6 weeks`` as well as from ISO 8601."""

Ladder = Annotated[tuple[Duration, ...], AfterValidator(_ascending)]
"""Moments after a start, each later than the one before: reminders, reviews."""


def _days(*days: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(days=day) for day in days)


class RelationshipPolicies(Value):
    """When a relationship reminds, escalates, reviews and ends.

    Attributes:
        length: From the offer's acceptance to the planned end.
        proposal_reminder_after: After the proposal, to the coordinator who has not offered or withdrawn it.
        proposal_lapses_after: After the proposal, when nobody offered it.
        offer_reminders: After the offer, to each member who has not answered.
        offer_escalates_after: After the offer, to the coordinator.
        offer_expires_after: After the offer, when somebody has not answered.
        void_within: After acceptance; how long a mistake of the administration can be undone.
        first_meeting_within: After acceptance, when none is booked; then the coordinator is told.
        first_meeting_lapses_after: After acceptance, when none was held; the relationship then lapses.
        neutral_contact_within: After the first meeting, by the neutral party.
        fit_reminders: After the first meeting, to each member who has not answered the fit check.
        fit_escalates_after: After the first meeting; then the neutral party is told.
        fit_confirmed_within: After the first meeting; the grace period for a no-fault conclusion by silence.
        signature_reminders: After the agreement was drafted, to each member who has not signed.
        signature_within: After fit was confirmed; then the neutral party is told.
        signature_lapses_after: After fit was confirmed; then the relationship concludes without fault.
        meeting_every: The agreed rhythm.
        meeting_minutes: The usual length of a meeting, in minutes.
        meeting_gap_at_most: Between two held meetings; then the neutral party is told.
        booking_nudge_after: After the last meeting, when no other is booked.
        meeting_confirmed_within: After a meeting's time; then it counts as unconfirmed, never as held.
        first_pulse_after: After the agreement took effect.
        pulse_every: Between pulses from then on.
        pulse_open_for: How long a pulse takes answers.
        reviews_after: After the agreement took effect, by the neutral party.
        review_within: After a review fell due; then the coordinator is told.
        role_conflict_within: After a reporting line was flagged; then the coordinator is told.
        concern_reminders: After a concern was raised, to the neutral party who has not taken it up.
        pause_at_most: The longest pause.
        resume_prompt_before: Before a pause ends, to the members.
        wind_up_before_end: Before the planned end.
        extension_at_most: The longest extension.
        closing_reminders: After closing began, to each member who has not answered the exit survey.
        closing_within: After closing began; the relationship then closes with or without answers.
    """

    length: Duration = timedelta(days=270)
    proposal_reminder_after: Duration = timedelta(days=7)
    proposal_lapses_after: Duration = timedelta(days=30)
    offer_reminders: Ladder = _days(3, 7)
    offer_escalates_after: Duration = timedelta(days=9)
    offer_expires_after: Duration = timedelta(days=14)
    void_within: Duration = timedelta(days=7)
    first_meeting_within: Duration = timedelta(days=10)
    first_meeting_lapses_after: Duration = timedelta(days=45)
    neutral_contact_within: Duration = timedelta(hours=48)
    fit_reminders: Ladder = _days(7, 21)
    fit_escalates_after: Duration = timedelta(days=30)
    fit_confirmed_within: Duration = timedelta(days=60)
    signature_reminders: Ladder = _days(5, 10)
    signature_within: Duration = timedelta(days=21)
    signature_lapses_after: Duration = timedelta(days=42)
    meeting_every: Duration = timedelta(weeks=4)
    meeting_minutes: int = Field(default=60, ge=15, le=480)
    meeting_gap_at_most: Duration = timedelta(weeks=6)
    booking_nudge_after: Duration = timedelta(days=14)
    meeting_confirmed_within: Duration = timedelta(hours=24)
    first_pulse_after: Duration = timedelta(days=30)
    pulse_every: Duration = timedelta(days=60)
    pulse_open_for: Duration = timedelta(days=14)
    reviews_after: Ladder = _days(90, 180)
    review_within: Duration = timedelta(days=14)
    role_conflict_within: Duration = timedelta(days=14)
    concern_reminders: Ladder = _days(2, 5)
    pause_at_most: Duration = timedelta(days=90)
    resume_prompt_before: Duration = timedelta(days=7)
    wind_up_before_end: Duration = timedelta(weeks=6)
    extension_at_most: Duration = timedelta(days=90)
    closing_reminders: Ladder = _days(3, 7)
    closing_within: Duration = timedelta(days=14)


class CyclePolicies(Value):
    """How long the phases of a cycle are planned to take, before the launch and after it.

    Attributes:
        recruiting: How long applications are taken.
        selecting: How long selection takes after recruitment.
        training: How long mentors are trained.
        matching: From freezing the pool to publishing the matches.
        offers: From the launch until the cycle counts as running, whoever has answered.
        running: From the launch to the start of winding up.
        winding_up: From there to the planned end of the cycle.
        evaluating: From the end of the last relationship to the published evaluation.
        overdue_after: How long after a planned date the coordinator is told that a phase is late.
    """

    recruiting: Duration = timedelta(weeks=4)
    selecting: Duration = timedelta(weeks=2)
    training: Duration = timedelta(weeks=3)
    matching: Duration = timedelta(weeks=2)
    offers: Duration = timedelta(days=14)
    running: Duration = timedelta(weeks=36)
    winding_up: Duration = timedelta(weeks=6)
    evaluating: Duration = timedelta(weeks=6)
    overdue_after: Duration = timedelta(days=3)


PoliciesT = TypeVar("PoliciesT", RelationshipPolicies, CyclePolicies)


def too_long(policies: RelationshipPolicies | CyclePolicies) -> tuple[str, ...]:
    """Return the names of the durations beyond `PLANNED_AT_MOST`."""
    stated = ((name, value if isinstance(value, tuple) else (value,)) for name, value in policies)
    return tuple(
        name
        for name, values in stated
        if any(isinstance(value, timedelta) and value > PLANNED_AT_MOST for value in values)
    )


def within_reason(policies: PoliciesT) -> PoliciesT:
    """Return policies that somebody sends, as they are.

    Raises:
        ValueError: one is beyond `PLANNED_AT_MOST`; dates that follow from it could leave the calendar.
    """
    if names := too_long(policies):
        message = f"{', '.join(names)} is longer than ten years; write a shorter duration"
        raise ValueError(message)
    return policies


class Policies(Value):
    """All durations of a programme or track.

    Attributes:
        relationship: See `RelationshipPolicies`.
        cycle: See `CyclePolicies`.
    """

    relationship: RelationshipPolicies = RelationshipPolicies()
    cycle: CyclePolicies = CyclePolicies()
