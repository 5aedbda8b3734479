"""Histories in the log: domain events appended as the engine would, and a cycle to hang them on."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from domain.application import application_stream
from domain.application.events import (
    ApplicantMatched,
    ApplicantSelected,
    ApplicantTrained,
    ApplicantWaitListed,
    ApplicationSubmitted,
)
from domain.application.values import Profile
from domain.cycle import CYCLE, cycle_stream, draft_cycle
from domain.cycle.state import NO_CYCLE
from domain.envelope import ENGINE, Metadata
from domain.event import Event
from domain.ids import derive, stream_name
from domain.person.events import PersonRegistered
from domain.person.values import Employment
from domain.programme import Design, ProgrammeDrafted, ProgrammePublished
from domain.sealed import Sealed
from domain.vocabulary import Role
from eventstore.api import EventStore, Expected
from eventstore.codec import encode
from intake.design.reading import read_design

NOW: Final = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LAUNCH: Final = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
DESIGN_FILE: Final = Path(__file__).parents[2] / "programmes" / "graduate.yaml"
TRACK: Final = "one-to-one"
CYCLE_1: Final = cycle_stream("graduate", "2026")


def record(
    store: EventStore, stream: str, *events: Event, at: datetime = NOW, correlation: str = "history"
) -> int:
    """Append events to a stream, each at its own moment if it names one; return the last position."""
    about = len(store.load(stream))
    metadata = Metadata(actor=ENGINE, correlation_id=correlation, causation_id="history")
    new = [
        encode(
            event,
            stream=stream,
            cause=f"history {about}",
            index=index,
            metadata=metadata,
            occurred_at=getattr(event, "at", at),
        )
        for index, event in enumerate(events)
    ]
    return store.append(stream, new, expected=Expected.ANY).position


def design() -> Design:
    """Return the design of the example programme."""
    return read_design(DESIGN_FILE)


def start_cycle(store: EventStore) -> str:
    """Record the example programme and a drafted cycle of it; return the stream of the cycle."""
    plan = design()
    record(
        store,
        stream_name("programme", plan.key),
        ProgrammeDrafted(design=plan),
        ProgrammePublished(version=plan.version),
    )
    command = draft_cycle(
        plan,
        name="2026",
        launch_at=LAUNCH,
        coordinator="person-coordinator",
        sponsor="person-sponsor",
        neutral_parties=("person-neutral",),
    )
    record(store, CYCLE_1, *CYCLE.decide(NO_CYCLE, command, NOW))
    return CYCLE_1


def person(name: str) -> str:
    """Return the identifier of an example person."""
    return stream_name("person", name)


def registered(name: str) -> PersonRegistered:
    """Return the event that makes an example person known."""
    text = Sealed(person=person(name), bound_to="command#name", box="c2VhbGVk")
    return PersonRegistered(
        person=person(name),
        employee_ref=str(derive(name)),
        name=text,
        email=text,
        department=None,
        location=None,
        time_zone=None,
        languages=(),
        level=3,
        line_manager=None,
        hired_on=date(2024, 9, 1),
        employment=Employment.EMPLOYED,
    )


def application(name: str, role: Role = Role.MENTEE) -> str:
    """Return the stream of an example person's application to the example cycle."""
    return application_stream(CYCLE_1, person(name), role, TRACK)


def submitted(name: str, role: Role = Role.MENTEE, modules: Iterable[str] = ()) -> ApplicationSubmitted:
    """Return the event that an example person applies."""
    return ApplicationSubmitted(
        cycle=CYCLE_1,
        person=person(name),
        role=role,
        track=TRACK,
        profile=Profile(capacity=2 if role is Role.MENTOR else 1),
        dimensions=(),
        mandatory_modules=tuple(modules),
    )


SELECTED: Final = ApplicantSelected(scores={}, completed_modules=(), by="person-coordinator")
TRAINED: Final = ApplicantTrained(modules=())
MATCHED: Final = ApplicantMatched(match_run="match_run-1", relationship="relationship-1")
WAITING: Final = ApplicantWaitListed(match_run="match_run-1", constraint="partners_taken", exclusion=None)
