"""Names and addresses from the log, opened with the vault."""

from collections.abc import Collection, Mapping
from typing import Final
from zoneinfo import ZoneInfo

from domain.aggregate import fold
from domain.person import PERSON, PersonState
from domain.registry import Registry
from domain.sealed import Sealed
from domain.zones import zone_of
from eventstore.api import EventStore
from eventstore.codec import decode
from notify.api import Contact
from vault.api import Erased, Vault

UTC: Final = ZoneInfo("UTC")


class LoggedAddressBook:
    """Reads people from their streams: never behind the log, and nothing in clear is kept.

    Args:
        store: The log.
        registry: How its events are decoded.
        vault: Opens names and addresses.
    """

    def __init__(self, store: EventStore, registry: Registry, vault: Vault) -> None:
        self._store = store
        self._registry = registry
        self._vault = vault

    def look_up(self, persons: Collection[str]) -> Mapping[str, Contact]:
        """Return the contact of each person who is known; costs a query a person and one for all keys."""
        states = [state for person in sorted(persons) if (state := self._state(person)).person]
        boxes = [box for state in states for box in (state.name, state.email) if box is not None]
        opened = dict(zip(boxes, self._vault.open_many(boxes), strict=True))

        def read(box: Sealed | None, person: str) -> str | Erased:
            return opened[box] if box is not None else Erased(person)

        return {
            state.person: Contact(
                read(state.name, state.person),
                read(state.email, state.person),
                zone_of(state.time_zone) or UTC,
            )
            for state in states
        }

    def _state(self, person: str) -> PersonState:
        return fold(PERSON, [decode(event, self._registry) for event in self._store.load(person)])
