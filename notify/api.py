"""What telling people needs: somebody who knows their addresses, and somebody who carries the mail."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.notice import CalendarEntry
from vault.api import Opened


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person is called and reached.

    Attributes:
        name: In clear, or the fact that it was erased.
        address: Their e-mail address, likewise.
        zone: The time zone in which they read times.
    """

    name: Opened
    address: Opened
    zone: ZoneInfo


class AddressBook(Protocol):
    """Knows people."""

    def look_up(self, persons: Collection[str]) -> Mapping[str, Contact]:
        """Return the contact of each person who is known; identifiers of nobody are left out."""
        ...


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar entry with what the calendar shows for it."""

    entry: CalendarEntry
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message to one person, in clear; it exists between rendering and sending only.

    Attributes:
        key: What it is about; the same key is the same mail, also on a second attempt.
        to: The address.
        to_name: The name that belongs to the address.
        subject: One line.
        text: The body, plain text.
        sent_at: By the engine's clock; zone-aware.
        invitation: The calendar entry that it brings, moves or takes away.
    """

    key: str
    to: str
    to_name: str
    subject: str
    text: str
    sent_at: datetime
    invitation: Invitation | None = None


class Mailer(Protocol):
    """Carries mail."""

    async def send(self, mail: Mail) -> None:
        """Hand a mail on; sending it again after a failure gives recognisably the same mail.

        Raises:
            MailRefused: it will never be accepted as it is; do not try again.
            MailUnreachable: it could not be handed on now; try again later.
        """
        ...
