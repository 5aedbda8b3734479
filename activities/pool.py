"""The pool of a track: everybody who can be matched, with the facts that bear on a match."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from activities.records import Applicant, CycleRecords
from domain.application import ApplicationState
from domain.application.values import ApplicationStatus
from domain.application.waiting import waiting_since
from domain.cycle.participation import takes_part
from domain.cycle.values import PinnedTrack
from domain.match_run import match_run_stream
from domain.match_run.candidate import Candidate
from domain.match_run.inputs import MatchInputs
from domain.match_run.rules import MatchingRules
from domain.person import PersonState
from domain.person.values import Availability, Employment, ExclusionReason
from domain.zones import zone_of

IN_POOL = (ApplicationStatus.TRAINED, ApplicationStatus.WAITING_LISTED, ApplicationStatus.MATCHED)
LONGEST_LINE = 10
"""Levels of a reporting line that are followed; more than any design may exclude."""


def match_inputs(
    records: CycleRecords, cycle: str, track: PinnedTrack, number: int, now: datetime
) -> MatchInputs:
    """Freeze the pool of a track for match run `number` of its cycle.

    Whoever cannot take part any more, gone, about to go or erased, is left out of it.
    """
    applicants, state = records.applicants(cycle), records.cycle(cycle)
    wanting = [each for each in applicants if _wants_a_match(each.application, track)]
    people = records.people(each.application.person for each in wanting)
    others = _Others(_ReportingLine(records), _Pairs(each.application for each in applicants))
    return MatchInputs(
        run=match_run_stream(cycle, track.id, number),
        track=track.id,
        model=track.design.model,
        candidates=tuple(
            _candidate(each, people[each.application.person], others, now)
            for each in wanting
            if takes_part(state, people.get(each.application.person))
        ),
        rules=MatchingRules.of(track.design),
        rules_version=state.programme_version,
    )


def _wants_a_match(application: ApplicationState, track: PinnedTrack) -> bool:
    return (
        application.track == track.id
        and application.status in IN_POOL
        and len(application.relationships) < application.profile.capacity
    )


class _ReportingLine:
    """Looks up managers' managers, each person once."""

    def __init__(self, records: CycleRecords) -> None:
        self._records = records
        self._manager: dict[str, str | None] = {}

    def above(self, person: PersonState) -> tuple[str, ...]:
        line: list[str] = []
        manager = person.line_manager
        while manager and manager not in line and len(line) < LONGEST_LINE:
            line.append(manager)
            manager = self._manager_of(manager)
        return tuple(line)

    def _manager_of(self, person: str) -> str | None:
        if person not in self._manager:
            found = self._records.people([person]).get(person)
            self._manager[person] = found.line_manager if found else None
        return self._manager[person]


class _Pairs:
    """Knows who is in a relationship with whom, in any track of the cycle."""

    def __init__(self, applications: Iterable[ApplicationState]) -> None:
        self._members: dict[str, set[str]] = {}
        for each in applications:
            for relationship in each.relationships:
                self._members.setdefault(relationship, set()).add(each.person)

    def with_(self, person: str) -> tuple[str, ...]:
        others = {other for members in self._members.values() if person in members for other in members}
        return tuple(sorted(others - {person}))


class _Others(NamedTuple):
    """Knows how people stand to each other."""

    line: _ReportingLine
    pairs: _Pairs


def _candidate(applicant: Applicant, person: PersonState, others: _Others, now: datetime) -> Candidate:
    application, since = applicant.application, waiting_since(applicant.history)
    profile = application.profile
    return Candidate(
        person=application.person,
        role=application.role,
        capacity=0 if _is_pausing(person, now) else profile.capacity - len(application.relationships),
        trained=not application.missing_modules,
        on_leave=person.employment_on(now.date()) is Employment.ON_LEAVE,
        department=person.department,
        location=person.location,
        utc_offset=_utc_offset(person.time_zone, now),
        languages=person.languages,
        level=person.level,
        managers=others.line.above(person),
        paired_with=others.pairs.with_(application.person),
        offers=profile.offers,
        seeks=profile.seeks,
        prefers=profile.preferences.ranked,
        avoids=(
            *profile.preferences.avoid,
            *(
                who
                for who, why in person.exclusions.items()
                if why is not ExclusionReason.NO_FAULT_CONCLUSION
            ),
        ),
        failed_with=tuple(
            who for who, why in person.exclusions.items() if why is ExclusionReason.NO_FAULT_CONCLUSION
        ),
        waiting_days=max((now - since).days, 0) if since else 0,
        rematch=application.priority,
    )


def _is_pausing(person: PersonState, now: datetime) -> bool:
    until = person.available_until
    return person.availability is Availability.PAUSED and (until is None or now.date() <= until)


def _utc_offset(time_zone: str | None, now: datetime) -> int | None:
    """Return the minutes ahead of UTC; an unknown zone is a missing fact, which counts as neutral."""
    zone = zone_of(time_zone)
    offset = now.astimezone(zone).utcoffset() if zone is not None else None
    return int(offset.total_seconds() // 60) if offset is not None else None
