"""What happens in a match run. Large pools and results are recorded in pages, one event each."""

from typing import ClassVar

from domain.envelope import Actor
from domain.event import Event
from domain.match_run.constraint import Unmatched
from domain.match_run.inputs import MatchInputs
from domain.match_run.proposal import Member, Proposal
from domain.match_run.report import RunReport
from domain.match_run.vocabulary import OverrideClass
from domain.sealed import Sealed
from domain.values import Value


class MatchRunStarted(Event):
    """The pool and the rules were frozen.

    Attributes:
        cycle: Stream of the cycle.
        number: Number of the run in that cycle and track, from 1.
        inputs: Everything that decides the run, with this page of the pool.
        inputs_digest: `MatchInputs.digest` over all pages.
        page: Number of this page, from 1.
        pages: How many there are.
    """

    type: ClassVar[str] = "match_run.started"

    cycle: str
    number: int
    inputs: MatchInputs
    inputs_digest: str
    page: int
    pages: int


class MatchesProposed(Event):
    """The solver answered.

    Attributes:
        report: Figures and provenance; the same on every page.
        proposals: This page of the proposals.
        unmatched: This page of the people without one.
        page: Number of this page, from 1.
        pages: How many there are.
    """

    type: ClassVar[str] = "match_run.matches_proposed"

    report: RunReport
    proposals: tuple[Proposal, ...]
    unmatched: tuple[Unmatched, ...]
    page: int
    pages: int


class ProposalsOverridden(Event):
    """A coordinator departed from the proposals.

    Attributes:
        by: Who.
        removed: The proposals taken back.
        added: The proposals put in.
        score_lost: Total score before minus total after; negative when the override gained.
        reason_class: Why, as far as statistics need to know.
        reason: Why, in the coordinator's words.
    """

    type: ClassVar[str] = "match_run.proposals_overridden"

    by: Actor
    removed: tuple[Proposal, ...]
    added: tuple[Proposal, ...]
    score_lost: int
    reason_class: OverrideClass
    reason: Sealed | None = None


class MatchRunApproved(Event):
    """A person approved the proposals as they stand.

    Attributes:
        by: Who.
        proposals_digest: SHA-256 of exactly the proposals that were approved.
    """

    type: ClassVar[str] = "match_run.approved"

    by: Actor
    proposals_digest: str


class Match(Value):
    """A proposal that became final.

    Attributes:
        relationship: Stream of the relationship that it starts.
        members: Who is in it.
        score: See `Proposal`.
        pinned: See `Proposal`.
    """

    relationship: str
    members: tuple[Member, ...]
    score: int
    pinned: bool


class MatchRunPublished(Event):
    """The matches are final; relationships start from them, the others go on the waiting list.

    Attributes:
        matches: This page of the matches.
        unmatched: This page of the people without one, each with what was in the way.
        page: Number of this page, from 1.
        pages: How many there are.
    """

    type: ClassVar[str] = "match_run.published"

    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    page: int
    pages: int


class MatchRunDiscarded(Event):
    """The run was given up; nobody is matched by it.

    Attributes:
        by: Who.
        reason: Why, in their words.
    """

    type: ClassVar[str] = "match_run.discarded"

    by: Actor
    reason: Sealed | None = None


EVENTS: tuple[type[Event], ...] = (
    MatchRunStarted,
    MatchesProposed,
    ProposalsOverridden,
    MatchRunApproved,
    MatchRunPublished,
    MatchRunDiscarded,
)
