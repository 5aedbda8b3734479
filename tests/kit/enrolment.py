"""People enrolled in the example cycle, told by the events that the log would hold."""

from datetime import UTC, datetime
from typing import Final

from domain.application.values import Profile
from domain.event import Event
from domain.vocabulary import Role
from eventstore.memory import InMemoryEventStore
from tests.kit.history import (
    CYCLE_1,
    NOW,
    SELECTED,
    TRAINED,
    application,
    person,
    record,
    registered,
    start_cycle,
    submitted,
)

READY: Final = (SELECTED, TRAINED)
"""What makes an applicant ready to be matched."""


def log_with_a_cycle() -> InMemoryEventStore:
    """Return a log that holds the example cycle, drafted."""
    store = InMemoryEventStore(lambda: datetime.now(UTC))
    start_cycle(store)
    return store


def enrol(
    store: InMemoryEventStore,
    name: str,
    role: Role = Role.MENTEE,
    *then: Event,
    profile: Profile | None = None,
    **facts: object,
) -> str:
    """Make somebody known with some facts, let them apply, and let things happen to their application."""
    record(store, person(name), registered(name).model_copy(update=facts))
    applied = submitted(name, role)
    if profile is not None:
        applied = applied.model_copy(update={"profile": profile})
    stream = application(name, role)
    record(store, stream, applied, *then, at=NOW, correlation=CYCLE_1)
    return stream
