"""What can happen to a cycle."""

from typing import ClassVar

from pydantic import AwareDatetime

from domain.cycle.phase import Phase
from domain.cycle.plan import Plan
from domain.cycle.values import (
    Comparison,
    Override,
    PinnedTrack,
    PublishedRun,
    StakeholderTold,
    StopReason,
)
from domain.event import Event
from domain.policies import CyclePolicies
from domain.sealed import Sealed
from domain.vocabulary import Outcome


class CycleEvent(Event):
    """A fact about one cycle.

    Attributes:
        at: When it happened, by the engine's clock; the cycle's dates count from here.
    """

    at: AwareDatetime


class CycleDrafted(CycleEvent):
    """A dated run of a programme was planned.

    Attributes:
        programme: The key of the programme.
        programme_version: The version of its design; pinned.
        name: What people call the cycle.
        coordinator: The person who runs it.
        sponsor: The person who approves it and answers for it.
        neutral_parties: The persons who review its relationships.
        purposes: How many purposes the design states.
        objectives: How many objectives.
        measures: How many measures with baseline and target.
        tracks: The tracks with everything their relationships need; pinned.
        policies: The planned length of each phase; pinned.
        plan: The dates.
    """

    type: ClassVar[str] = "cycle.drafted"

    programme: str
    programme_version: int
    name: str
    coordinator: str
    sponsor: str
    neutral_parties: tuple[str, ...]
    purposes: int
    objectives: int
    measures: int
    tracks: tuple[PinnedTrack, ...]
    policies: CyclePolicies
    plan: Plan


class CycleApproved(CycleEvent):
    """The sponsor approved the cycle.

    Attributes:
        by: The sponsor.
        stakeholders: Who was told what it is for.
        privacy_notice: Reference of the notice that participants receive.
        impact_assessment: Reference of the data protection impact assessment, where one was made.
    """

    type: ClassVar[str] = "cycle.approved"

    by: str
    stakeholders: tuple[StakeholderTold, ...]
    privacy_notice: str
    impact_assessment: str | None


class CycleRescheduled(CycleEvent):
    """The launch was moved, and with it every date that depends on it."""

    type: ClassVar[str] = "cycle.rescheduled"

    by: str
    plan: Plan


class CycleHandedOver(CycleEvent):
    """Other people run, own or review the cycle from now on."""

    type: ClassVar[str] = "cycle.handed_over"

    by: str
    coordinator: str
    sponsor: str
    neutral_parties: tuple[str, ...]


class RecruitmentOpened(CycleEvent):
    """Applications are taken."""

    type: ClassVar[str] = "cycle.recruitment_opened"

    by: str


class SelectionOpened(CycleEvent):
    """Applications are no longer taken, but decided.

    Attributes:
        by: Who opened it.
        applications: How many there are.
        mentor_places: How many mentees the mentors who applied would take.
        mentees: How many mentees applied.
        overrides: Guards that did not hold, and why the cycle went on.
    """

    type: ClassVar[str] = "cycle.selection_opened"

    by: str
    applications: int
    mentor_places: int
    mentees: int
    overrides: tuple[Override, ...]


class TrainingOpened(CycleEvent):
    """Every application is decided; those selected are trained and briefed."""

    type: ClassVar[str] = "cycle.training_opened"

    by: str


class PoolFrozen(CycleEvent):
    """Nobody joins any more; matching works on the people as they are now.

    Attributes:
        by: Who froze it.
        ready: How many people can be matched.
        excluded: Applications left out because mandatory training is missing.
    """

    type: ClassVar[str] = "cycle.pool_frozen"

    by: str
    ready: int
    excluded: tuple[str, ...]


class MatchesPublished(CycleEvent):
    """The approved matches became final: the cycle was launched.

    Attributes:
        by: Who published them.
        match_runs: One for each track.
        plan: The dates as they follow from the real launch.
    """

    type: ClassVar[str] = "cycle.matches_published"

    by: str
    match_runs: tuple[PublishedRun, ...]
    plan: Plan


class RelationshipsStarted(CycleEvent):
    """A page of relationships was started.

    Attributes:
        page: Its number, from 1 and without gaps over the whole cycle.
        count: How many relationships it held.
        last: Whether every published match has become a relationship with it.
    """

    type: ClassVar[str] = "cycle.relationships_started"

    page: int
    count: int
    last: bool


class RelationshipAccepted(CycleEvent):
    """Everybody in a relationship accepted the offer."""

    type: ClassVar[str] = "cycle.relationship_accepted"

    relationship: str


class RelationshipEnded(CycleEvent):
    """A relationship of the cycle ended."""

    type: ClassVar[str] = "cycle.relationship_ended"

    relationship: str
    outcome: Outcome


class CycleStarted(CycleEvent):
    """The cycle counts as running.

    Attributes:
        relationships: How many were started.
        unanswered: How many offers are still open.
    """

    type: ClassVar[str] = "cycle.started"

    relationships: int
    unanswered: int


class WindingUpStarted(CycleEvent):
    """The last weeks began.

    Attributes:
        by: The coordinator who began them early; None when their date had come.
        open_relationships: How many relationships go on.
    """

    type: ClassVar[str] = "cycle.winding_up_started"

    by: str | None
    open_relationships: int


class CycleClosed(CycleEvent):
    """Every relationship has ended.

    Attributes:
        relationships: How many were started.
        outcomes: How many ended in which way.
    """

    type: ClassVar[str] = "cycle.closed"

    relationships: int
    outcomes: dict[Outcome, int]


class EvaluationPublished(CycleEvent):
    """It is known, and told, what the cycle was worth.

    Attributes:
        by: Who published it.
        report: Reference of the report.
        comparison: With whom the participants were compared.
        measures: How many measures were computed.
        lessons: How many lessons were captured.
        overrides: Guards that did not hold, and why it was published all the same.
    """

    type: ClassVar[str] = "cycle.evaluation_published"

    by: str
    report: str
    comparison: Comparison
    measures: int
    lessons: int
    overrides: tuple[Override, ...]


class PhaseReminded(CycleEvent):
    """A phase reached its planned end and whoever ends it was reminded."""

    type: ClassVar[str] = "cycle.phase_reminded"

    phase: Phase
    due_at: AwareDatetime


class PhaseOverdue(CycleEvent):
    """A phase is late, and the coordinator and the sponsor were told."""

    type: ClassVar[str] = "cycle.phase_overdue"

    phase: Phase
    due_at: AwareDatetime


class CycleSuspended(CycleEvent):
    """The sponsor stopped the clock of the cycle; relationships go on at their own pace."""

    type: ClassVar[str] = "cycle.suspended"

    by: str
    reason: StopReason
    text: Sealed | None


class CycleResumed(CycleEvent):
    """The cycle goes on where it was suspended, with every later date moved by the time it stood still."""

    type: ClassVar[str] = "cycle.resumed"

    by: str
    plan: Plan


class CycleCancelled(CycleEvent):
    """The sponsor gave the cycle up.

    Attributes:
        by: The sponsor.
        reason: Why, as a class.
        text: Why, in words, sealed.
        open_relationships: How many relationships have to be closed or find another home.
    """

    type: ClassVar[str] = "cycle.cancelled"

    by: str
    reason: StopReason
    text: Sealed | None
    open_relationships: int


EVENTS: tuple[type[Event], ...] = (
    CycleDrafted,
    CycleApproved,
    CycleRescheduled,
    CycleHandedOver,
    RecruitmentOpened,
    SelectionOpened,
    TrainingOpened,
    PoolFrozen,
    MatchesPublished,
    RelationshipsStarted,
    RelationshipAccepted,
    RelationshipEnded,
    CycleStarted,
    WindingUpStarted,
    CycleClosed,
    EvaluationPublished,
    PhaseReminded,
    PhaseOverdue,
    CycleSuspended,
    CycleResumed,
    CycleCancelled,
)
