from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.catalogue import REGISTRY
from domain.envelope import Actor
from domain.person import PERSON, person_stream
from domain.person.commands import ErasePersonalData, PersonCommand, RegisterPerson
from domain.person.values import ErasureReason
from eventstore.decider import handle
from eventstore.memory import InMemoryEventStore
from notify.address_book import LoggedAddressBook
from notify.api import Contact
from vault.api import Erased
from vault.memory import InMemoryVault

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
ANNA, BO = person_stream("E-1"), person_stream("E-2")


class Office:
    """A log, a vault, and somebody who registers people."""

    def __init__(self) -> None:
        self.store = InMemoryEventStore(lambda: NOW)
        self.vault = InMemoryVault()
        self.book = LoggedAddressBook(self.store, REGISTRY, self.vault)

    def register(self, reference: str, name: str, zone: str | None = None) -> None:
        """Register somebody whose address is made of their reference."""
        person, command = person_stream(reference), f"register-{reference}"
        self.tell(
            person,
            command,
            RegisterPerson(
                person=person,
                employee_ref=reference,
                name=self.vault.seal(person, name, command_id=command, field="name"),
                email=self.vault.seal(person, f"{reference}@example.org", command_id=command, field="email"),
                time_zone=zone,
            ),
        )

    def tell(self, person: str, command_id: str, command: PersonCommand) -> None:
        """Carry out a command."""
        actor = Actor(type="service", id="hr")
        handle(
            self.store,
            PERSON,
            REGISTRY,
            person,
            command,
            command_id=command_id,
            actor=actor,
            correlation_id="import",
            now=NOW,
        )


@pytest.fixture
def office() -> Office:
    """An office with nobody registered."""
    return Office()


def test_people_are_found_with_their_names_in_clear(office: Office) -> None:
    """Whoever is registered is found, in their time zone or else in UTC; nobody else is."""
    office.register("E-1", "Anna Lindqvist", "Europe/Stockholm")
    office.register("E-2", "Bo Ek")
    assert office.book.look_up([ANNA, BO, person_stream("E-3"), "the coordinator"]) == {
        ANNA: Contact("Anna Lindqvist", "E-1@example.org", ZoneInfo("Europe/Stockholm")),
        BO: Contact("Bo Ek", "E-2@example.org", ZoneInfo("UTC")),
    }


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "Europe"])
def test_a_zone_that_is_none_is_read_as_utc(office: Office, zone: str) -> None:
    """What an HR system calls a zone and nobody else does keeps no mail from being written."""
    office.register("E-1", "Anna Lindqvist", zone)
    assert office.book.look_up([ANNA])[ANNA].zone == ZoneInfo("UTC")


def test_the_erased_are_known_but_cannot_be_read(office: Office) -> None:
    """Once the key is gone the contact is erased, before the erasure is recorded as well as after."""
    office.register("E-1", "Anna Lindqvist")
    record = office.vault.erase(ANNA)
    before = office.book.look_up([ANNA])
    office.tell(ANNA, "erase", ErasePersonalData(reason=ErasureReason.REQUEST, key=record.key_id, by=BO))
    assert before == {ANNA: Contact(Erased(ANNA), Erased(ANNA), ZoneInfo("UTC"))}
    assert office.book.look_up([ANNA]) == before
