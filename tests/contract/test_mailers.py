"""Both mailers keep the promises of `notify.api.Mailer`, each in its own way."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from notify.errors import BadMailServer, MailRefused, MailUnreachable
from notify.outbox import OutboxMailer
from notify.smtp import MailServer, SmtpMailer
from tests.kit.mail import SENDER, mail, parsed, sink


def smtp(port: int) -> SmtpMailer:
    """Return a mailer for a server on this machine."""
    return SmtpMailer(MailServer("127.0.0.1", port, tls=False), SENDER)


def files(folder: Path) -> list[Path]:
    """Return what is in a folder."""
    return list(folder.iterdir())


def lines(message: EmailMessage) -> list[str]:
    """Return the lines of all parts of a message, however they were encoded."""
    parts = [part for part in message.walk() if isinstance(part, EmailMessage) and not part.is_multipart()]
    return [line for part in parts for line in part.get_content().splitlines()]


async def test_the_outbox_holds_whole_messages(tmp_path: Path) -> None:
    """A mail in the folder is a message that any mail program opens, readable by its owner only."""
    outbox = tmp_path / "outbox"
    await OutboxMailer(outbox, SENDER).send(mail())
    [file] = files(outbox)
    message = parsed(file)
    assert message["Message-ID"] == f"<{file.stem}>"
    assert file.suffix == ".eml"
    assert message["To"] == "Zoë Ó Dálaigh <zoe@example.org>"
    assert message["From"] == "Mentoring <mentoring@example.org>"
    assert message["Date"] == "Mon, 01 Mar 2027 09:30:00 +0000"
    assert message["List-Unsubscribe"] == "<mailto:stop@example.org>"
    assert message.get_content().splitlines() == mail().text.splitlines()
    assert (outbox.stat().st_mode | file.stat().st_mode) & 0o077 == 0


async def test_the_same_mail_again_is_the_same_file(tmp_path: Path) -> None:
    """A second attempt replaces the file; another notice is another file."""
    mailer = OutboxMailer(tmp_path, SENDER)
    await mailer.send(mail(meeting=True))
    [first] = files(tmp_path)
    before = first.read_bytes()
    await mailer.send(mail(meeting=True))
    assert [file.read_bytes() for file in files(tmp_path)] == [before]
    await mailer.send(mail("another"))
    assert len(files(tmp_path)) == 2


async def test_a_meeting_comes_with_its_calendar_entry(tmp_path: Path) -> None:
    """The calendar entry is an alternative to the text, with the method that calendars look for."""
    await OutboxMailer(tmp_path, SENDER).send(mail(meeting=True))
    [file] = files(tmp_path)
    text, entry = parsed(file).iter_parts()
    assert text.get_content_type() == "text/plain"
    assert entry.get_content_type() == "text/calendar"
    assert entry.get_param("method") == "REQUEST"
    assert "UID:m-1" in entry.get_content().splitlines()


async def test_a_folder_that_cannot_be_written_is_out_of_reach(tmp_path: Path) -> None:
    """Where the folder cannot be made, the mail is to be tried again, and the refusal says why."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MailUnreachable, match=r"Not a directory\. It will be tried again"):
        await OutboxMailer(tmp_path / "file" / "outbox", SENDER).send(mail())


async def test_a_mail_server_gets_the_same_message(tmp_path: Path) -> None:
    """What the server receives is what the outbox would hold, to the dot at the beginning of a line."""
    async with sink() as server:
        await smtp(server.port).send(mail(meeting=True))
        await OutboxMailer(tmp_path, SENDER).send(mail(meeting=True))
    [received], [file] = server.received, files(tmp_path)
    expected = parsed(file)
    assert received.items() == expected.items()
    assert lines(received) == lines(expected)
    assert ".a line that begins with a dot" in lines(received)


@pytest.mark.parametrize(
    "answers",
    [
        {"RCPT": "550 zoe@example.org is unknown here"},
        {"MAIL": "553 no"},
        {"DATA": "554 zoe@example.org: spam"},
    ],
)
async def test_a_refusal_for_good_is_not_tried_again(answers: dict[str, str]) -> None:
    """A permanent answer about this mail is a refusal that repeats neither address nor the server's words."""
    async with sink(**answers) as server:
        with pytest.raises(MailRefused, match="the server answered 55") as refusal:
            await smtp(server.port).send(mail())
    assert "zoe@example.org" not in str(refusal.value)
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize(
    "answers", [{"RCPT": "450 busy"}, {"DATA": "421 closing"}, {"EHLO": "421 no", "HELO": "421 no"}]
)
async def test_a_busy_server_is_tried_again(answers: dict[str, str]) -> None:
    """A temporary answer, or none of use, leaves the mail to be tried again."""
    async with sink(**answers) as server:
        with pytest.raises(MailUnreachable):
            await smtp(server.port).send(mail())
    assert server.received == []


async def test_no_server_is_tried_again() -> None:
    """Where nobody listens, the mail is to be tried again."""
    with pytest.raises(MailUnreachable, match=r"SMTPConnectError.*MENTORING_SMTP_URL"):
        await smtp(1).send(mail())


async def test_a_password_is_never_sent_in_clear() -> None:
    """With a password, a server that offers no encryption gets neither password nor mail."""
    async with sink() as server:
        account = MailServer("127.0.0.1", server.port, tls=False, user="me", password="sesame")  # noqa: S106 - example
        with pytest.raises(MailUnreachable):
            await SmtpMailer(account, SENDER).send(mail())
    assert server.received == []


@pytest.mark.parametrize("address", ["nobody", "", "a b@example.org", "x@y\r\nBcc: z@example.org"])
async def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    """No mail is made for what is no address, and nothing is smuggled into its headers."""
    for mailer in (OutboxMailer(tmp_path, SENDER), smtp(1)):
        with pytest.raises(MailRefused, match="the recipient has no valid address"):
            await mailer.send(mail(to=address))


def test_mail_servers_are_named_by_address() -> None:
    """The usual ports are implied, and user and password may hold any letter, written as in addresses."""
    assert MailServer.parse("smtp://mail") == MailServer("mail", 25, tls=False)
    assert MailServer.parse("smtps://me%40org:p%3Aw@mail") == MailServer(
        "mail",
        465,
        tls=True,
        user="me@org",
        password="p:w",  # noqa: S106 - example
    )
    assert MailServer.parse("smtp://mail:587").port == 587


@pytest.mark.parametrize("url", ["", "mail", "http://mail", "smtp://", "smtp://mail:many"])
def test_what_names_no_mail_server_is_refused(url: str) -> None:
    """A malformed address is refused when the engine starts, without repeating it: it may hold a password."""
    with pytest.raises(BadMailServer, match="smtp://user:password@host:587"):
        MailServer.parse(url)
