"""The log as a workflow sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from temporalio.exceptions import ApplicationError

from activities.messages import Answer, Append, Load
from activities.store import REMEMBERED, StoreActivities
from domain.catalogue import REGISTRY
from domain.envelope import ENGINE, Metadata, NewEvent
from domain.event import Event
from domain.relationship import RELATIONSHIP, State
from domain.relationship.commands import AcceptOffer
from domain.relationship.events import MeetingScheduled
from eventstore.codec import encode
from eventstore.errors import StoreUnreachable
from tests.kit.relationships import MENTOR, Life, accepted, day, offered
from tests.kit.unreliable import UnreliableStore

STREAM = "relationship-1"


def stored(cause: str, *events: Event, run: str = "run-1") -> tuple[NewEvent, ...]:
    """Return events as a run of the workflow appends them."""
    metadata = Metadata(actor=ENGINE, correlation_id="cycle-1", causation_id=cause, run_id=run)
    return tuple(
        encode(event, stream=STREAM, cause=cause, index=index, metadata=metadata, occurred_at=day(0))
        for index, event in enumerate(events)
    )


def meeting(number: int) -> MeetingScheduled:
    """Return an event of which there can be many."""
    return MeetingScheduled(at=day(2), meeting=f"m{number}", by=MENTOR, starts_at=day(9), minutes=60)


def filled(life: Life) -> UnreliableStore:
    """Return a log that holds a life, each of its events with a cause of its own."""
    store = UnreliableStore()
    for number, event in enumerate(life.events):
        store.append(STREAM, stored(f"cause-{number}", event), expected=number)
    return store


def test_a_stream_that_does_not_exist_is_a_beginning() -> None:
    """Version 0, and the state before anything happened."""
    snapshot = StoreActivities(UnreliableStore()).load_stream(Load(stream=STREAM, run="run-2"))
    assert (snapshot.version, snapshot.position, snapshot.correlation_id) == (0, 0, "")
    assert State.model_validate(snapshot.state) == RELATIONSHIP.initial()
    assert (snapshot.answered, snapshot.unheard) == ({}, ())


def test_a_stream_is_folded_with_the_answers_it_gave() -> None:
    """Another run finds everything in the state, and the events of each command as its answer."""
    life = accepted()
    snapshot = StoreActivities(filled(life)).load_stream(Load(stream=STREAM, run="run-2"))
    assert State.model_validate(snapshot.state) == life.state
    assert (snapshot.version, snapshot.correlation_id, snapshot.unheard) == (5, "cycle-1", ())
    assert not snapshot.forgetful
    assert snapshot.answered["cause-2"] == Answer(
        version=3, position=3, events=("relationship.offer_accepted",)
    )


@given(st.integers(0, 5))
def test_what_a_run_stored_unheard_is_left_for_it_to_take_in(after: int) -> None:
    """What it knows and the unheard events together are the whole, wherever the run stopped hearing."""
    life = accepted()
    snapshot = StoreActivities(filled(life)).load_stream(Load(stream=STREAM, run="run-1", after=after))
    assert len(snapshot.unheard) == 5 - after
    assert snapshot.version == 5
    assert (snapshot.state is None) == (after > 0)
    state = RELATIONSHIP.initial()
    for event in life.events[:after]:
        state = RELATIONSHIP.evolve(state, event)
    for stored_event in snapshot.unheard:
        event = REGISTRY.decode(stored_event.type, stored_event.schema_version, stored_event.data)
        state = RELATIONSHIP.evolve(state, event)
    assert state == life.state


@pytest.mark.parametrize("after", [1, 3])
def test_what_another_run_stored_is_folded(after: int) -> None:
    """A run that others overtook gets the state that they left, and nothing to do for it."""
    life = accepted()
    snapshot = StoreActivities(filled(life)).load_stream(Load(stream=STREAM, run="run-2", after=after))
    assert State.model_validate(snapshot.state) == life.state
    assert (snapshot.unheard, snapshot.correlation_id) == ((), "cycle-1")
    assert list(snapshot.answered) == [f"cause-{number}" for number in range(after, 5)]


def test_a_run_that_knows_everything_gets_nothing_but_what_it_asks_about() -> None:
    """However long the stream, the answer is small."""
    activities = StoreActivities(filled(accepted()))
    snapshot = activities.load_stream(Load(stream=STREAM, run="run-2", after=5, about=("cause-3", "never")))
    assert (snapshot.version, snapshot.state, snapshot.unheard) == (5, None, ())
    assert snapshot.answered == {
        "cause-3": Answer(version=4, position=4, events=("relationship.offer_accepted",))
    }


def test_only_the_latest_answers_are_remembered_unless_asked_about() -> None:
    """A command from long ago that comes again is still found."""
    store = UnreliableStore()
    for number in range(REMEMBERED + 10):
        store.append(STREAM, stored(f"cause-{number}", meeting(number)), expected=number)
    activities = StoreActivities(store)
    snapshot = activities.load_stream(Load(stream=STREAM, run="run-2"))
    answered = snapshot.answered
    assert snapshot.forgetful
    assert len(answered) == REMEMBERED
    assert "cause-3" not in answered
    asked = activities.load_stream(Load(stream=STREAM, run="run-2", about=("cause-3",))).answered
    assert asked["cause-3"].version == 4
    assert activities.load_stream(Load(stream=STREAM, run="run-2", about=("never",))).answered == answered


def test_a_run_remembers_everything_that_it_stored_unheard() -> None:
    """However much its worker had done when it died, none of it is tried again."""
    store = UnreliableStore()
    for number in range(REMEMBERED + 10):
        store.append(STREAM, stored(f"cause-{number}", meeting(number)), expected=number)
    snapshot = StoreActivities(store).load_stream(Load(stream=STREAM, run="run-1", after=3))
    assert list(snapshot.answered) == [f"cause-{number}" for number in range(3, REMEMBERED + 10)]


def test_the_same_append_twice_is_one() -> None:
    """A retry finds its events in the log and answers as the first time."""
    store = filled(offered())
    append = Append(
        stream=STREAM,
        expected_version=2,
        events=stored("accept", *RELATIONSHIP.decide(offered().state, AcceptOffer(person=MENTOR), day(1))),
    )
    activities = StoreActivities(store)
    first = activities.append_events(append)
    assert first == Answer(version=3, position=3, events=("relationship.offer_accepted",))
    assert activities.append_events(append) == first
    assert store.head().position == 3


def test_a_conflict_is_for_the_workflow_to_resolve() -> None:
    """Trying the same again would change nothing, so Temporal is told not to."""
    append = Append(stream=STREAM, expected_version=7, events=stored("meeting", meeting(1)))
    with pytest.raises(ApplicationError) as conflict:
        StoreActivities(filled(offered())).append_events(append)
    assert (conflict.value.type, conflict.value.non_retryable) == ("version_conflict", True)


def test_other_content_under_the_same_id_is_a_conflict() -> None:
    """A command that another run carried out, at another moment."""
    activities = StoreActivities(filled(offered()))
    append = Append(stream=STREAM, expected_version=2, events=stored("meeting", meeting(1)))
    activities.append_events(append)
    with pytest.raises(ApplicationError) as conflict:
        activities.append_events(append.model_copy(update={"events": stored("meeting", meeting(2))}))
    assert (conflict.value.type, conflict.value.non_retryable) == ("event_id_reused", True)


def test_an_unreachable_log_is_worth_another_try() -> None:
    """The error passes as it is, and Temporal tries again."""
    store = filled(offered())
    store.reachable = False
    with pytest.raises(StoreUnreachable):
        StoreActivities(store).load_stream(Load(stream=STREAM, run="run-2"))
