import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.notice import Notice
from notify.api import Contact, Mail
from notify.errors import MailRefused, MailUnreachable
from notify.postman import Postman
from vault.api import Erased

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")


class Book:
    """An address book with four people, one of them erased; counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def look_up(self, persons: Collection[str]) -> Mapping[str, Contact]:
        """Return those who are known."""
        self.asked += 1
        known = {f"person-{n}": Contact(f"Person {n}", f"{n}@example.org", UTC_ZONE) for n in (1, 2, 3)}
        known["person-4"] = Contact(Erased("person-4"), Erased("person-4"), UTC_ZONE)
        return {person: known[person] for person in persons if person in known}


class Letterbox:
    """A mailer that keeps what it is given, except for some addresses."""

    def __init__(self, refuse: str = "", lose: str = "") -> None:
        self.mails: list[Mail] = []
        self._refuse, self._lose = refuse, lose

    async def send(self, mail: Mail) -> None:
        """Keep a mail, or fail as told."""
        if mail.to == self._refuse:
            raise MailRefused(message_id=mail.key, cause="no such mailbox")
        if mail.to == self._lose:
            raise MailUnreachable(message_id=mail.key, cause="busy")
        self.mails.append(mail)


def notices(*recipients: str) -> list[Notice]:
    """Return one notice to each."""
    facts = {"members": "person-1, person-2"}
    return [
        Notice(template="reminder_fit", recipient=each, facts=facts, key=f"key/{each}") for each in recipients
    ]


async def delivered(letterbox: Letterbox, wanted: Sequence[Notice], book: Book | None = None) -> list[str]:
    """Deliver notices and return the addresses that got mail."""
    postman = Postman(book or Book(), letterbox, lambda: NOW, "mailto:stop@example.org")
    await postman.deliver(wanted)
    return [mail.to for mail in letterbox.mails]


async def test_everybody_gets_their_own_mail() -> None:
    """Each notice becomes one mail, dated by the engine's clock, and the names are looked up once."""
    letterbox, book = Letterbox(), Book()
    assert await delivered(letterbox, notices("person-1", "person-3"), book) == [
        "1@example.org",
        "3@example.org",
    ]
    assert [mail.sent_at for mail in letterbox.mails] == [NOW, NOW]
    assert "Person 1 and Person 2" in " ".join(letterbox.mails[1].text.split())
    assert book.asked == 1


async def test_who_cannot_be_reached_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    """The unknown, the erased and the refused get nothing, everybody else does, and the log says why."""
    with caplog.at_level(logging.WARNING):
        wanted = notices("person-9", "person-4", "person-2", "person-1")
        assert await delivered(Letterbox(refuse="2@example.org"), wanted) == ["1@example.org"]
    left_out = [(record.__dict__["recipient"], record.__dict__["cause"]) for record in caplog.records]
    assert left_out[:2] == [("person-9", "unknown"), ("person-4", "erased")]
    assert left_out[2][0] == "person-2"
    assert "no such mailbox" in left_out[2][1]


async def test_a_notice_without_a_text_keeps_nobody_waiting(caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be written is left out with the reason in the log, and the others are delivered."""
    mute = Notice(template="unheard_of", recipient="person-1", facts={}, key="mute")
    with caplog.at_level(logging.WARNING):
        assert await delivered(Letterbox(), [mute, *notices("person-2")]) == ["2@example.org"]
    assert "Add notify/templates/unheard_of.txt" in caplog.records[0].__dict__["cause"]


async def test_a_failure_does_not_keep_others_waiting() -> None:
    """All that can be delivered is, before the failure is told, so that the whole can be tried again."""
    letterbox = Letterbox(lose="1@example.org")
    with pytest.raises(MailUnreachable):
        await delivered(letterbox, notices("person-1", "person-2"))
    assert [mail.to for mail in letterbox.mails] == ["2@example.org"]
