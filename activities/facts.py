"""Counting what the guards of a cycle look at."""

from collections.abc import Iterable

from activities.records import CycleRecords
from activities.threads import uninterrupted
from domain.application import ApplicationState
from domain.application.values import ApplicationStatus
from domain.cycle.facts import CycleFacts, MatchRunFacts, TrackFacts
from domain.cycle.participation import takes_part
from domain.cycle.values import PinnedTrack
from domain.match_run import MatchRunState
from domain.match_run.publication import without_match
from domain.match_run.roles import places_of
from domain.vocabulary import LEADING, Role
from eventstore.api import EventStore

OUT = (ApplicationStatus.DECLINED, ApplicationStatus.WITHDRAWN)


class FactActivities:
    """Counts for the guards of a cycle, straight from the log."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    @uninterrupted
    def gather_facts(self, cycle: str) -> CycleFacts:
        """Count a cycle's people, match runs and lessons, as the log has them now."""
        return cycle_facts(CycleRecords(self._store), cycle)


def cycle_facts(records: CycleRecords, cycle: str) -> CycleFacts:
    """Count a cycle's people, match runs and lessons, as the log has them now."""
    position = records.head()
    applications, state = records.applications(cycle), records.cycle(cycle)
    standing = {stream: each for stream, each in applications.items() if each.status not in OUT}
    people = records.people(each.person for each in standing.values())
    able = {stream: each for stream, each in standing.items() if takes_part(state, people.get(each.person))}
    runs = {run: found for run, found in records.match_runs(cycle).items() if found.status != "discarded"}
    return CycleFacts(
        position=position,
        tracks=tuple(
            _track_facts(state.track(track), applications.values(), able.values())
            for track in sorted({each.track for each in applications.values()})
        ),
        undecided=sum(each.status is ApplicationStatus.APPLIED for each in applications.values()),
        untrained=_untrained(able),
        match_runs=tuple(_run_facts(run, found) for run, found in sorted(runs.items())),
        lessons=len(records.lessons(cycle)),
        measures=state.measures,
    )


def _track_facts(
    track: PinnedTrack, everybody: Iterable[ApplicationState], able: Iterable[ApplicationState]
) -> TrackFacts:
    applications = [each for each in everybody if each.track == track.id]
    counted_on = [each for each in able if each.track == track.id]
    model, size = track.design.model, track.design.group_size
    return TrackFacts(
        track=track.id,
        applications=sum(each.status is not ApplicationStatus.WITHDRAWN for each in applications),
        mentor_places=sum(
            places_of(each.role, each.profile.capacity, model, size)
            for each in counted_on
            if each.role in LEADING
        ),
        mentees=sum(each.role is Role.MENTEE for each in counted_on),
        ready=sum(each.status is ApplicationStatus.TRAINED for each in counted_on),
    )


def _untrained(able: dict[str, ApplicationState]) -> tuple[str, ...]:
    return tuple(
        stream
        for stream, each in sorted(able.items())
        if each.status is ApplicationStatus.SELECTED and each.missing_modules
    )


def _run_facts(run: str, state: MatchRunState) -> MatchRunFacts:
    return MatchRunFacts(
        match_run=run,
        track=state.frozen().track,
        approved_by=state.approved_by.id if state.approved_by else None,
        relationships=len(state.proposals),
        unmatched=len(without_match(state)),
    )
