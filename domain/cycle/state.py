"""What the history of a cycle adds up to."""

from datetime import UTC, datetime
from typing import Final

from pydantic import AwareDatetime, Field

from domain.cycle.phase import Phase
from domain.cycle.plan import Plan
from domain.cycle.stream import cycle_stream
from domain.cycle.values import PinnedTrack, PublishedRun
from domain.policies import CyclePolicies
from domain.values import Value
from domain.vocabulary import Outcome

_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER_ACCEPTED: Final = (Outcome.DECLINED, Outcome.EXPIRED)


class CycleState(Value):
    """One dated run of a programme.

    Attributes:
        phase: Where it stands.
        since: When that phase began, or when the cycle was resumed in it.
        reminders: How many times the phase's lateness was told: 0, 1 reminded, 2 escalated.
        resumes_to: The phase to return to, while suspended.
        programme: The key of the programme.
        programme_version: The pinned version of its design.
        name: What people call the cycle.
        coordinator: Who runs it.
        sponsor: Who answers for it.
        neutral_parties: Who reviews its relationships.
        purposes: How many purposes the design states.
        objectives: How many objectives.
        measures: How many measures.
        tracks: The pinned tracks.
        policies: The pinned lengths of the phases.
        plan: The dates; meaningless before the draft, like `since`.
        match_runs: The published match runs, one for each track.
        pages: How many pages of relationships were started.
        started: How many relationships were started.
        all_started: Whether every published match has become a relationship.
        accepted: How many offers were accepted.
        outcomes: How many relationships ended in which way.
    """

    phase: Phase = Phase.NONE
    since: AwareDatetime = _LONG_AGO
    reminders: int = 0
    resumes_to: Phase | None = None
    programme: str = ""
    programme_version: int = 0
    name: str = ""
    coordinator: str = ""
    sponsor: str = ""
    neutral_parties: tuple[str, ...] = ()
    purposes: int = 0
    objectives: int = 0
    measures: int = 0
    tracks: tuple[PinnedTrack, ...] = ()
    policies: CyclePolicies = CyclePolicies()
    plan: Plan = Plan.around(_LONG_AGO, CyclePolicies())
    match_runs: tuple[PublishedRun, ...] = ()
    pages: int = 0
    started: int = 0
    all_started: bool = False
    accepted: int = 0
    outcomes: dict[Outcome, int] = Field(default_factory=dict)

    @property
    def stream(self) -> str:
        """The name of the cycle's stream."""
        return cycle_stream(self.programme, self.name)

    @property
    def ended(self) -> int:
        """How many relationships ended."""
        return sum(self.outcomes.values())

    @property
    def open_relationships(self) -> int:
        """How many relationships were started and have not ended."""
        return max(0, self.started - self.ended)

    @property
    def unanswered(self) -> int:
        """How many offers are open, at most: one taken back may have been accepted before, so it counts."""
        never_accepted = sum(self.outcomes.get(outcome, 0) for outcome in _NEVER_ACCEPTED)
        return max(0, self.started - self.accepted - never_accepted)

    def track(self, track_id: str) -> PinnedTrack:
        """Return one of the pinned tracks.

        Raises:
            KeyError: the cycle has no such track.
        """
        for track in self.tracks:
            if track.id == track_id:
                return track
        raise KeyError(track_id)


NO_CYCLE: Final = CycleState()
"""The state before anything happened."""
