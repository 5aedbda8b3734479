"""Mail through a mail server."""

from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import unquote, urlsplit

import aiosmtplib
from aiosmtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from notify.api import Mail
from notify.errors import BadMailServer, MailRefused, MailUnreachable
from notify.message import Sender, compose

SECONDS: Final = 30.0
"""How long the server may take for each answer."""

_PERMANENT: Final = 500


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed on.

    With a password the connection is encrypted or not made at all; without one it is encrypted if the
    server offers that.

    Attributes:
        host: Its name.
        port: Its port.
        tls: Whether it speaks TLS from the first byte.
        user: As whom to log in, or None.
        password: The password.
    """

    host: str
    port: int
    tls: bool
    user: str | None = None
    password: str | None = None

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read ``smtp://user:password@host:port`` or ``smtps://…``; the ports are 25 and 465 by default.

        Raises:
            BadMailServer: it is no such address.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise BadMailServer from None
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise BadMailServer
        tls = parts.scheme == "smtps"
        user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
        return cls(parts.hostname, port or (465 if tls else 25), tls, user, password)


class SmtpMailer:
    """Hands each mail to a mail server.

    Args:
        server: Where to.
        sender: Who sends.
    """

    def __init__(self, server: MailServer, sender: Sender) -> None:
        self._server = server
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        """Hand the mail on; see `Mailer.send`."""
        server, message_id = self._server, self._sender.message_id(mail.key)
        try:
            await aiosmtplib.send(
                compose(mail, self._sender),
                hostname=server.host,
                port=server.port,
                username=server.user,
                password=server.password,
                use_tls=server.tls,
                start_tls=True if server.user and not server.tls else None,
                timeout=SECONDS,
            )
        except (SMTPException, OSError) as error:
            # What the server said may repeat the address, so neither it nor the exception goes further.
            if (status := _refusal(error)) is not None:
                raise MailRefused(message_id=message_id, cause=f"the server answered {status}") from None
            raise MailUnreachable(message_id=message_id, cause=type(error).__name__) from None


def _refusal(error: Exception) -> int | None:
    """Return the status with which the server refused this very mail for good, if that is what happened."""
    if isinstance(error, SMTPRecipientsRefused):
        statuses = [each.code for each in error.recipients]
    elif isinstance(error, SMTPDataError | SMTPSenderRefused):
        statuses = [error.code]
    else:
        statuses = []
    return next((status for status in statuses if status >= _PERMANENT), None)
