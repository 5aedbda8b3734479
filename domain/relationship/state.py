"""Everything that is known of a relationship at one moment."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, cast

from pydantic import AwareDatetime

from domain.policies import RelationshipPolicies
from domain.relationship.about import About
from domain.relationship.agreement import AgreementTemplate
from domain.relationship.values import (
    Concern,
    Draft,
    Ending,
    Extension,
    Fit,
    GoalStatus,
    MatchScore,
    Meeting,
    MeetingStatus,
    Member,
    Pause,
    Pulse,
    Rest,
    Review,
    Verdict,
)
from domain.values import Value
from domain.vocabulary import Health, Model, Role


class Status(StrEnum):
    """Where a relationship is in its life; how it ended is its outcome, how it is doing its health."""

    NEW = "new"
    PROPOSED = "proposed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    CHEMISTRY = "chemistry"
    CONTRACTING = "contracting"
    ACTIVE = "active"
    PAUSED = "paused"
    WINDING_UP = "winding_up"
    CLOSING = "closing"
    CLOSED = "closed"


BEFORE_ACCEPTANCE: Final = frozenset({Status.PROPOSED, Status.OFFERED})
"""Not yet accepted by everybody."""

STARTING: Final = frozenset({Status.ACCEPTED, Status.CHEMISTRY, Status.CONTRACTING})
"""Accepted, but without an agreement yet."""

RUNNING: Final = frozenset({Status.ACTIVE, Status.WINDING_UP})
"""Under an agreement."""

UNDER_WAY: Final = STARTING | RUNNING
"""Accepted, and neither paused nor ending."""

OPEN: Final = BEFORE_ACCEPTANCE | UNDER_WAY | {Status.PAUSED, Status.CLOSING}
"""Something can still happen."""


EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Before anything happened."""


class Agreed(Value):
    """The agreement in force.

    Attributes:
        version: Its number.
        sha256: The hash of its document.
        meeting_every: The agreed rhythm.
        meeting_minutes: The agreed length of a meeting.
    """

    version: int
    sha256: str
    meeting_every: timedelta
    meeting_minutes: int


class State(Value):
    """A relationship at one moment; survives a round trip through JSON.

    Attributes:
        status: Where it is in its life.
        relationship: The name of its stream.
        programme: The programme.
        cycle: The cycle.
        track: The track.
        model: How mentoring is structured.
        programme_version: The version of the design that governs it.
        members: Everybody who was proposed, those who are gone included.
        match_run: The match run that proposed it.
        score: How well the members match, in hundredths of a point.
        policies: Every duration that governs it.
        template: What the design offers for the agreement.
        coordinator: Who runs the programme for it.
        neutral_parties: Who reviews it.
        ends_by: The latest planned end at acceptance.
        status_since: When it came to its status; a pause leaves it as it was.
        offered_at: When it was offered to the members.
        accepted: Who accepted the offer.
        accepted_at: When everybody had.
        planned_end: When it is planned to end; pauses and extensions move it.
        meetings: Every meeting.
        first_held_at: When the first held meeting was reported.
        last_held_at: When the latest held meeting started.
        held: How many meetings were held.
        held_running: How many of them took place under an agreement.
        no_shows: How many meetings in a row somebody missed.
        conclusion_offered_at: When a no-fault conclusion was offered after no-shows.
        contacted: Whether the neutral party spoke with them after the first meeting.
        fits: How each member finds the match.
        draft: The agreement or amendment that waits for signatures.
        drafted: How many versions were drafted.
        agreed: The agreement in force.
        activated_at: When the first agreement took effect.
        layers: How often each layer was worked on, by its number.
        goals: What became of each goal.
        pulse: The check-in that takes answers.
        pulses: The number of the latest check-in.
        review: The review that is owed.
        reviews: How many reviews fell due.
        concern: What a member raised in confidence and nobody took up yet.
        verdict: What the latest review and pulse said.
        health: How it is doing.
        role_conflict_since: Since when a reporting line between members awaits a decision.
        role_conflict_between: Between whom.
        extension: The wish to go on that awaits agreement.
        pause: The pause that goes on.
        resumes_to: The status to which a pause returns.
        rests: The pauses that are over.
        reminders: How many reminders were sent in the present wait, by what it is about.
        escalated: When the present wait was escalated, by what it is about.
        last_gone: Which member went last.
        surveyed: Who answered the exit survey.
        ending: How it ends or ended.
    """

    status: Status = Status.NEW
    status_since: AwareDatetime = EPOCH
    relationship: str = ""
    programme: str = ""
    cycle: str = ""
    track: str = ""
    model: Model | None = None
    programme_version: int = 0
    members: tuple[Member, ...] = ()
    match_run: str | None = None
    score: MatchScore | None = None
    policies: RelationshipPolicies = RelationshipPolicies()
    template: AgreementTemplate = AgreementTemplate()
    coordinator: str = ""
    neutral_parties: tuple[str, ...] = ()
    ends_by: AwareDatetime | None = None
    offered_at: AwareDatetime | None = None
    accepted: tuple[str, ...] = ()
    accepted_at: AwareDatetime | None = None
    planned_end: AwareDatetime | None = None
    meetings: tuple[Meeting, ...] = ()
    first_held_at: AwareDatetime | None = None
    last_held_at: AwareDatetime | None = None
    held: int = 0
    held_running: int = 0
    no_shows: int = 0
    conclusion_offered_at: AwareDatetime | None = None
    contacted: bool = False
    fits: dict[str, Fit] = {}  # noqa: RUF012 - pydantic copies the default
    draft: Draft | None = None
    drafted: int = 0
    agreed: Agreed | None = None
    activated_at: AwareDatetime | None = None
    layers: dict[int, int] = {}  # noqa: RUF012 - pydantic copies the default
    goals: dict[str, GoalStatus] = {}  # noqa: RUF012 - pydantic copies the default
    pulse: Pulse | None = None
    pulses: int = 0
    review: Review | None = None
    reviews: int = 0
    concern: Concern | None = None
    verdict: Verdict = Verdict()
    health: Health = Health.TOO_EARLY
    role_conflict_since: AwareDatetime | None = None
    role_conflict_between: tuple[str, ...] = ()
    extension: Extension | None = None
    pause: Pause | None = None
    resumes_to: Status | None = None
    rests: tuple[Rest, ...] = ()
    reminders: dict[About, int] = {}  # noqa: RUF012 - pydantic copies the default
    escalated: dict[About, AwareDatetime] = {}  # noqa: RUF012 - pydantic copies the default
    last_gone: str | None = None
    surveyed: tuple[str, ...] = ()
    ending: Ending | None = None

    @property
    def present(self) -> tuple[str, ...]:
        """The members who are still part of it."""
        return tuple(member.person for member in self.members if member.gone is None)

    @property
    def signatories(self) -> tuple[str, ...]:
        """The present members who sign: those in the template's roles, or all when there are none."""
        roles = self.template.signed_by
        chosen = [member for member in self.members if member.gone is None and member.role in roles]
        return tuple(member.person for member in chosen) or self.present

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The signatories who have not signed the draft."""
        signed = self.draft.signed if self.draft else ()
        return tuple(person for person in self.signatories if person not in signed)

    @property
    def parties(self) -> frozenset[str]:
        """Everybody who may act for it: present members, coordinator, neutral parties."""
        return frozenset((*self.present, self.coordinator, *self.neutral_parties))

    @property
    def end(self) -> datetime:
        """The planned end of a relationship that was accepted."""
        return cast("datetime", self.planned_end)

    @property
    def wind_up_at(self) -> datetime:
        """When winding up starts."""
        return self.end - self.policies.wind_up_before_end

    @property
    def minutes(self) -> int:
        """The agreed or usual length of a meeting."""
        return self.agreed.meeting_minutes if self.agreed else self.policies.meeting_minutes

    @property
    def booked(self) -> tuple[Meeting, ...]:
        """The meetings of which nobody knows yet what became of them, the earliest first."""
        booked = [meeting for meeting in self.meetings if meeting.status is MeetingStatus.SCHEDULED]
        return tuple(sorted(booked, key=lambda meeting: (meeting.at, meeting.id)))

    def role_of(self, person: str) -> Role:
        """Return the part that a member plays or played."""
        return next(member.role for member in self.members if member.person == person)

    def lacking(self, *done: str) -> tuple[str, ...]:
        """Return the present members who are not among `done`."""
        return tuple(person for person in self.present if person not in done)

    def goes_on_without(self, *persons: str) -> bool:
        """Whether enough members remain: two, and somebody in each role that it was proposed with."""
        rest = [member for member in self.members if member.gone is None and member.person not in persons]
        return len(rest) > 1 and {member.role for member in rest} == {member.role for member in self.members}
