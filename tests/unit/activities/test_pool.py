"""The pool of a track, as a match run freezes it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from activities.pool import match_inputs
from activities.records import CycleRecords
from domain.application.events import ApplicantMatched, ApplicantReleased, ApplicationWithdrawn
from domain.application.values import Preferences, Profile, WithdrawalReason
from domain.match_run import match_run_stream
from domain.match_run.candidate import Candidate
from domain.person.events import (
    AvailabilityChanged,
    ExclusionDeclared,
    LineManagerChanged,
    PersonalDataErased,
    PersonLeft,
)
from domain.person.values import Availability, Employment, ErasureReason, ExclusionReason
from domain.vocabulary import Outcome, Role
from eventstore.memory import InMemoryEventStore
from tests.kit.enrolment import READY, enrol, log_with_a_cycle
from tests.kit.history import CYCLE_1, MATCHED, SELECTED, TRACK, WAITING, application, person, record
from tests.kit.loads import counted_loads

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def pool(store: InMemoryEventStore) -> dict[str, Candidate]:
    """Return the candidates of the example track by person."""
    records = CycleRecords(store)
    inputs = match_inputs(records, CYCLE_1, records.cycle(CYCLE_1).track(TRACK), 1, NOW)
    assert (inputs.run, inputs.track) == (match_run_stream(CYCLE_1, TRACK, 1), TRACK)
    assert inputs.rules_version == records.cycle(CYCLE_1).programme_version
    return {candidate.person: candidate for candidate in inputs.candidates}


def test_whoever_is_ready_is_in_the_pool() -> None:
    """Trained or waiting, but neither still in training nor gone."""
    store = log_with_a_cycle()
    enrol(store, "ada", Role.MENTEE, *READY)
    enrol(store, "ben", Role.MENTEE, *READY, WAITING)
    enrol(store, "cal", Role.MENTEE, SELECTED)
    gone = ApplicationWithdrawn(reason=WithdrawalReason.NO_TIME, text=None)
    enrol(store, "dee", Role.MENTEE, *READY, gone)
    assert set(pool(store)) == {person("ada"), person("ben")}


def test_a_withdrawal_counts_whatever_it_is_correlated_with() -> None:
    """A command that was sent under another correlation id is not overlooked."""
    store = log_with_a_cycle()
    stream = enrol(store, "eve", Role.MENTEE, *READY)
    withdrawn = ApplicationWithdrawn(reason=WithdrawalReason.NO_TIME, text=None)
    record(store, stream, withdrawn, correlation="somebody-else")
    assert person("eve") not in pool(store)


def test_each_stream_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Applications by the thousand are not read again for each thing that a match takes into account."""
    store = log_with_a_cycle()
    streams = [enrol(store, name, Role.MENTEE, *READY) for name in ("ada", "ben")]
    streams.append(enrol(store, "cal", Role.MENTEE, SELECTED))
    loads = counted_loads(store, monkeypatch)
    assert set(pool(store)) == {person("ada"), person("ben")}
    assert [loads[stream] for stream in streams] == [1, 1, 1]
    assert (loads[person("ada")], loads[person("cal")]) == (1, 0)


def test_a_mentor_stays_in_the_pool_while_a_place_is_left() -> None:
    """The capacity is what is free now; full mentors are left out."""
    store = log_with_a_cycle()
    enrol(store, "mia", Role.MENTOR, *READY, MATCHED)
    second = ApplicantMatched(match_run="match_run-1", relationship="relationship-2")
    enrol(store, "max", Role.MENTOR, *READY, MATCHED, second)
    assert pool(store)[person("mia")].capacity == 1
    assert person("max") not in pool(store)


def test_whoever_is_paired_now_is_not_paired_again() -> None:
    """A mentor with a place left must not be given the mentee they have."""
    store = log_with_a_cycle()
    enrol(store, "mia", Role.MENTOR, *READY, MATCHED)
    enrol(store, "ada", Role.MENTEE, *READY, MATCHED)
    assert pool(store)[person("mia")].paired_with == (person("ada"),)


def test_an_ended_match_gives_priority() -> None:
    """Who lost a partner through no act of theirs comes first."""
    store = log_with_a_cycle()
    released = ApplicantReleased(relationship="relationship-1", outcome=Outcome.MENTOR_LEFT, rematch=True)
    enrol(store, "ada", Role.MENTEE, *READY, MATCHED, released)
    assert pool(store)[person("ada")].rematch


def test_waiting_is_counted_from_the_waiting_list_while_there_is_no_match() -> None:
    """In whole days; who has a match does not wait, and who lost it waits from that day."""
    store = log_with_a_cycle()
    left_out = NOW - timedelta(days=30, hours=5)
    for name, role in (("ada", Role.MENTEE), ("ben", Role.MENTEE), ("mia", Role.MENTOR)):
        record(store, enrol(store, name, role), *READY, WAITING, at=left_out)
    for name, role in (("ben", Role.MENTEE), ("mia", Role.MENTOR)):
        record(store, application(name, role), MATCHED, at=NOW - timedelta(days=20))
    lost = ApplicantReleased(relationship="relationship-1", outcome=Outcome.MENTOR_LEFT, rematch=True)
    record(store, application("ben"), lost, at=NOW - timedelta(days=10))
    enrol(store, "eva", Role.MENTEE, *READY)
    waiting = {each: candidate.waiting_days for each, candidate in pool(store).items()}
    assert waiting == {person("ada"): 30, person("ben"): 10, person("mia"): 0, person("eva"): 0}


def test_the_same_log_gives_the_same_inputs() -> None:
    """However often a run is started for a moment, its digest is the same: a retry changes nothing."""
    store = log_with_a_cycle()
    record(store, enrol(store, "ada", Role.MENTEE), *READY, at=NOW - timedelta(days=3))
    records = CycleRecords(store)
    track = records.cycle(CYCLE_1).track(TRACK)
    digests = {match_inputs(records, CYCLE_1, track, 1, NOW).digest() for _ in range(2)}
    assert len(digests) == 1


def test_wishes_and_failures_are_kept_apart() -> None:
    """Who concluded without fault is told apart from who is not to be met for other reasons."""
    store = log_with_a_cycle()
    wishes = Profile(preferences=Preferences(ranked=(person("mia"),), avoid=(person("max"),)))
    enrol(store, "ada", Role.MENTEE, *READY, profile=wishes)
    for other, reason in (
        ("moe", ExclusionReason.NO_FAULT_CONCLUSION),
        ("may", ExclusionReason.PERSONAL_TIE),
    ):
        record(store, person("ada"), ExclusionDeclared(other=person(other), reason=reason))
    candidate = pool(store)[person("ada")]
    assert candidate.prefers == (person("mia"),)
    assert set(candidate.avoids) == {person("max"), person("may")}
    assert candidate.failed_with == (person("moe"),)


def test_the_reporting_line_is_followed_upwards() -> None:
    """Nearest first; a line that runs in a circle ends where it began."""
    store = log_with_a_cycle()
    enrol(store, "ada", Role.MENTEE, *READY, line_manager=person("mia"))
    enrol(store, "mia", Role.MENTOR, *READY, line_manager=person("bo"))
    record(store, person("bo"), LineManagerChanged(line_manager=person("mia"), since=date(2026, 1, 1)))
    assert pool(store)[person("ada")].managers == (person("mia"), person("bo"))


def test_whoever_has_left_leaves_soon_or_is_erased_is_left_out() -> None:
    """Nobody is offered a partner who will not be there; a last day after the cycle bars nobody."""
    store = log_with_a_cycle()
    ends = CycleRecords(store).cycle(CYCLE_1).plan.winding_up_at.date()
    for name, last_day in (
        ("ada", NOW.date() - timedelta(days=1)),
        ("ben", ends - timedelta(days=1)),
        ("cal", ends),
    ):
        enrol(store, name, Role.MENTEE, *READY)
        record(store, person(name), PersonLeft(last_day=last_day))
    enrol(store, "dee", Role.MENTEE, *READY)
    record(store, person("dee"), PersonalDataErased(reason=ErasureReason.REQUEST, key="key-1", by="hr"))
    assert set(pool(store)) == {person("cal")}
    assert not pool(store)[person("cal")].on_leave


def test_whoever_is_away_or_takes_a_break_is_marked() -> None:
    """They stay in the pool, so that the run can say why they got nobody."""
    store = log_with_a_cycle()
    enrol(store, "ada", Role.MENTEE, *READY, employment=Employment.ON_LEAVE)
    for name, until in (("cal", None), ("dee", NOW.date()), ("eve", NOW.date() - timedelta(days=1))):
        enrol(store, name, Role.MENTEE, *READY)
        record(store, person(name), AvailabilityChanged(availability=Availability.PAUSED, until=until))
    found = pool(store)
    away = {each for each, candidate in found.items() if candidate.on_leave}
    pausing = {each for each, candidate in found.items() if not candidate.capacity}
    assert away == {person("ada")}
    assert pausing == {person("cal"), person("dee")}


def test_local_time_counts_as_it_is_on_that_day() -> None:
    """Summer time counts; a zone that nobody knows counts as unknown, and so does the name of a continent."""
    store = log_with_a_cycle()
    enrol(store, "ada", Role.MENTEE, *READY, time_zone="Europe/Berlin")
    enrol(store, "ben", Role.MENTEE, *READY, time_zone="Atlantis/Capital")
    enrol(store, "cal", Role.MENTEE, *READY)
    enrol(store, "dee", Role.MENTEE, *READY, time_zone="Europe")
    offsets = {each: candidate.utc_offset for each, candidate in pool(store).items()}
    unknown = dict.fromkeys(map(person, ("ben", "cal", "dee")))
    assert offsets == {person("ada"): 120, **unknown}
