"""Mail for the examples, and a mail server that only listens."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from domain.notice import CalendarEntry
from notify.api import Invitation, Mail
from notify.message import Sender

SENDER = Sender("Mentoring <mentoring@example.org>", "mailto:stop@example.org")
SENT = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
MEETING = CalendarEntry(uid="m-1", sequence=0, starts_at=SENT, minutes=60)


def mail(
    key: str = "relationship-1/offer/person-1", to: str = "zoe@example.org", *, meeting: bool = False
) -> Mail:
    """Return a mail; the same key is the same mail."""
    return Mail(
        key=key,
        to=to,
        to_name="Zoë Ó Dálaigh",
        subject="A mentoring match for you",
        text="Dear Zoë,\n\n.a line that begins with a dot\n",
        sent_at=SENT,
        invitation=Invitation(MEETING, "Mentoring meeting") if meeting else None,
    )


def parsed(source: Path | bytes) -> EmailMessage:
    """Return the message in a file or in bytes."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    return BytesParser(_class=EmailMessage, policy=default).parsebytes(content)


@dataclass
class Sink:
    """A mail server that keeps what it is given.

    Attributes:
        port: Where it listens on this machine.
        received: The messages it accepted.
        answers: What it answers to a command instead of agreeing.
    """

    port: int = 0
    received: list[EmailMessage] = field(default_factory=list)
    answers: Mapping[str, str] = field(default_factory=dict)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak as much SMTP as one client needs."""
        writer.write(b"220 sink\r\n")
        while line := (await reader.readline()).decode().strip():
            command = line.split()[0].upper()
            answer = self.answers.get(command, "354 go on" if command == "DATA" else "250 fine")
            writer.write(f"{answer}\r\n".encode())
            if answer.startswith("354"):
                content = await reader.readuntil(b"\r\n.\r\n")
                self.received.append(parsed(content[:-3].replace(b"\r\n..", b"\r\n.")))
                writer.write(b"250 kept\r\n")
            if command == "QUIT":
                break
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def sink(**answers: str) -> AsyncIterator[Sink]:
    """Run a mail server that answers as told, and agrees to everything else."""
    server = Sink(answers=answers)
    async with await asyncio.start_server(server.serve, "127.0.0.1", 0) as listening:
        server.port = listening.sockets[0].getsockname()[1]
        yield server
