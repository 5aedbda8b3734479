"""A mail as it travels: the message of RFC 5322."""

from dataclasses import dataclass
from datetime import UTC
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from domain.ids import derive
from notify.api import Mail
from notify.calendar import icalendar, method
from notify.errors import MailRefused


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, and where people ask for no more mail.

    Attributes:
        address: As it appears in mail: ``Mentoring <mentoring@example.org>``.
        unsubscribe: A ``mailto:`` or ``https:`` address.
    """

    address: str
    unsubscribe: str

    @property
    def mailbox(self) -> str:
        """The address without the name."""
        return parseaddr(self.address)[1]

    def message_id(self, key: str) -> str:
        """Return the ``Message-ID`` of the mail about `key`; the same key always gives the same one."""
        return f"<{derive('mail', key)}@{self.mailbox.rpartition('@')[2]}>"


def compose(mail: Mail, sender: Sender) -> EmailMessage:
    """Return the message: plain text, and the calendar entry beside it where there is one.

    Raises:
        MailRefused: the recipient's address is none.
    """
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = sender.message_id(mail.key)
    message["Date"] = format_datetime(mail.sent_at.astimezone(UTC))
    message["From"] = sender.address
    message["To"] = _recipient(mail, sender)
    message["Subject"] = mail.subject
    message["List-Unsubscribe"] = f"<{sender.unsubscribe}>"
    message["Auto-Submitted"] = "auto-generated"  # no out-of-office replies, please (RFC 3834)
    message.set_content(mail.text)
    if mail.invitation is not None:
        written = icalendar(mail.invitation, sender.mailbox, mail.to, mail.sent_at)
        parameters = {"method": method(mail.invitation.entry), "name": "invite.ics"}
        message.add_alternative(written, subtype="calendar", params=parameters)
        message.set_boundary(
            f"={derive('boundary', mail.key)}="
        )  # not random: the same mail is the same bytes
    return message


def _recipient(mail: Mail, sender: Sender) -> Address:
    try:
        return Address(mail.to_name, addr_spec=mail.to)
    except (MessageError, ValueError, IndexError):  # whichever part of the parser gives up first
        cause = "the recipient has no valid address"
        raise MailRefused(message_id=sender.message_id(mail.key), cause=cause) from None
