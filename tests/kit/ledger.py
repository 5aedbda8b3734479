"""A small log in which everything fits together: sealed texts, signatures, a lesson that repeats a review."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.envelope import Actor, Metadata
from domain.event import Event
from domain.ids import derive, stream_name
from domain.lesson import lesson_stream
from domain.lesson.events import LessonCaptured
from domain.lesson.values import Context, Occasion
from domain.person.events import PersonRegistered
from domain.person.values import Employment
from domain.relationship.agreement import AgreementParty
from domain.relationship.commands import RecordReview, ReportMeetingHeld
from domain.relationship.events import RelationshipProposed
from domain.vocabulary import Health, Role
from eventstore.api import EventStore, Expected
from eventstore.codec import encode
from tests.kit.history import CYCLE_1, TRACK, start_cycle
from tests.kit.relationships import NEUTRAL, Life, active, day, offered
from vault.api import Vault

MENTOR_NAME: Final = "Zoë Ångström"
MENTEE_NAME: Final = "Bram de Vries"
LESSON: Final = "Agree on a place to meet before the first meeting."
COORDINATOR: Final = Actor(type="coordinator", id="person-coordinator")


@dataclass(frozen=True)
class Ledger:
    """What the log of `fill` holds.

    Attributes:
        mentor: The stream of a person.
        mentee: The stream of another.
        cycle: The stream of a cycle.
        active: The stream of a relationship under an agreement.
        offered: The stream of a relationship that waits for answers.
        lesson: The stream of a lesson that repeats what a review said.
    """

    mentor: str
    mentee: str
    cycle: str
    active: str
    offered: str
    lesson: str


def write(store: EventStore, stream: str, *events: Event, cause: str, at: datetime) -> int:
    """Append what one command caused; return the last position."""
    metadata = Metadata(actor=COORDINATOR, correlation_id=CYCLE_1, causation_id=cause)
    new = [
        encode(event, stream=stream, cause=cause, index=index, metadata=metadata, occurred_at=at)
        for index, event in enumerate(events)
    ]
    return store.append(stream, new, expected=Expected.ANY).position


def fill(store: EventStore, vault: Vault) -> Ledger:
    """Fill a log; the relationship in it has lived for a month and was reviewed."""
    cycle = start_cycle(store)
    mentor = register(store, vault, "1001", MENTOR_NAME)
    mentee = register(store, vault, "1002", MENTEE_NAME)
    members = (
        AgreementParty(person=mentor, role=Role.MENTOR),
        AgreementParty(person=mentee, role=Role.MENTEE),
    )
    lives = {name: stream_name("relationship", name) for name in ("active", "offered")}
    fields = {"cycle": cycle, "programme": "graduate", "track": TRACK}
    open_offer = offered(members, relationship=lives["offered"], **fields)
    live(store, lives["offered"], open_offer)
    life = active(members, relationship=lives["active"], **fields)
    report = ReportMeetingHeld(meeting="second", by=mentee, starts_at=day(20), minutes=60)
    life.do(report, day(20) + timedelta(hours=1))
    lesson = review(store, vault, lives["active"], life)
    return Ledger(mentor=mentor, mentee=mentee, cycle=cycle, lesson=lesson, **lives)


def register(store: EventStore, vault: Vault, employee: str, name: str) -> str:
    """Make somebody known; return their stream."""
    person, cause = stream_name("person", employee), str(derive("register", employee))
    event = PersonRegistered(
        person=person,
        employee_ref=str(derive("employee", employee)),
        name=vault.seal(person, name, command_id=cause, field="name"),
        email=vault.seal(person, f"{employee}@example.org", command_id=cause, field="email"),
        department="Engineering",
        location=None,
        time_zone=None,
        languages=("en",),
        level=3,
        line_manager=None,
        hired_on=None,
        employment=Employment.EMPLOYED,
    )
    write(store, person, event, cause=cause, at=day(0))
    return person


def live(store: EventStore, stream: str, life: Life) -> None:
    """Append a relationship's life so far, each event with a cause of its own."""
    for number, event in enumerate(life.events):
        write(store, stream, event, cause=f"{stream} {number}", at=getattr(event, "at", day(0)))


def review(store: EventStore, vault: Vault, stream: str, life: Life) -> str:
    """Append a life that ends with a review, and the lesson drawn from it; return the lesson's stream."""
    before, cause = len(life.events), str(derive(stream, "review"))
    text = vault.seal(NEUTRAL, LESSON, command_id=cause, field="lesson")
    life.do(RecordReview(by=NEUTRAL, health=Health.ON_TRACK, lesson=text), day(30))
    live(store, stream, Life(life.state, life.events[:before]))
    write(store, stream, *life.events[before:], cause=cause, at=day(30))
    lesson = lesson_stream(stream, text.bound_to)
    proposed = life.of(RelationshipProposed)[0]
    assert isinstance(proposed, RelationshipProposed)
    captured = LessonCaptured(
        programme=proposed.programme,
        cycle=proposed.cycle,
        relationship=stream,
        by=NEUTRAL,
        occasion=Occasion.REVIEW,
        context=Context.MEETINGS,
        text=text,
        consent=False,
    )
    write(store, lesson, captured, cause=str(derive(lesson, "capture")), at=day(30))
    return lesson
