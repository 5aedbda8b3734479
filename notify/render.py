"""From a notice to a mail: names for identifiers, days for instants, words for codes."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from textwrap import fill
from typing import Final

from domain.notice import Notice
from notify.api import Contact, Invitation, Mail
from notify.errors import UnknownFact
from notify.text import frame, text_of

WIDTH: Final = 76

_PERSON: Final = re.compile(r"person-[0-9a-z-]+")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d(T.+)?")
_CODES: Final = re.compile(r"[a-z]+(_[a-z]+)*(, [a-z]+(_[a-z]+)*)*")


def persons_in(notice: Notice) -> set[str]:
    """Return everybody whose name the mail needs: the recipient, and whom the facts mention by identifier."""
    return {notice.recipient, *(person for fact in notice.facts.values() for person in _PERSON.findall(fact))}


def render(notice: Notice, people: Mapping[str, Contact], *, sent_at: datetime, unsubscribe: str) -> Mail:
    """Write the mail of a notice; pure, so the same arguments give the same mail.

    A fact that lists persons by identifier becomes their names, without the recipient's own. An instant
    becomes a day in the recipient's time zone, with the time where the name of the fact ends in ``_at``.

    Args:
        notice: What to tell.
        people: The contacts of `persons_in`; the recipient's must be among them, with an address.
        sent_at: By the engine's clock.
        unsubscribe: Where people ask for no more mail.

    Raises:
        NoText: nobody wrote a text for this notice.
        UnknownFact: the text mentions what the notice does not know.
    """
    recipient = people[notice.recipient]
    facts = {name: _in_words(name, fact, notice.recipient, people) for name, fact in notice.facts.items()}
    text = text_of(notice.template)
    body = _filled(
        frame(),
        notice.template,
        {
            "recipient": str(recipient.name),
            "text": _filled(text.body, notice.template, facts),
            "unsubscribe": re.sub(r"^mailto:([^?]*).*", r"\1", unsubscribe),
        },
    )
    calendar = notice.calendar
    summary = " ".join(_filled(text.calendar or text.subject, notice.template, facts).split())
    return Mail(
        key=notice.key,
        to=str(recipient.address),
        to_name=str(recipient.name),
        subject=" ".join(_filled(text.subject, notice.template, facts).split()),
        text="\n".join(
            fill(line, WIDTH, break_long_words=False, break_on_hyphens=False) for line in body.splitlines()
        )
        + "\n",
        sent_at=sent_at,
        invitation=None if calendar is None else Invitation(calendar, summary),
    )


def _filled(text: str, template: str, facts: Mapping[str, str]) -> str:
    try:
        return text.format_map(facts)
    except KeyError as missing:
        known = ", ".join(sorted(facts))
        raise UnknownFact(template=template, fact=missing.args[0], known=known) from None


def _in_words(name: str, fact: str, reader: str, people: Mapping[str, Contact]) -> str:
    if persons := _PERSON.findall(fact):
        others = [person for person in persons if person != reader] or persons
        return _listed([str(people[person].name) if person in people else "somebody" for person in others])
    if _MOMENT.fullmatch(fact):
        return _day(fact, people[reader], with_time=name.endswith("_at"))
    if _CODES.fullmatch(fact):
        return fact.replace("_", " ")
    return fact


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _day(fact: str, reader: Contact, *, with_time: bool) -> str:
    if "T" not in fact:
        day = date.fromisoformat(fact)
        return f"{day:%A} {day.day} {day:%B %Y}"
    moment = datetime.fromisoformat(fact).astimezone(reader.zone)
    day_in_words = f"{moment:%A} {moment.day} {moment:%B %Y}"
    return f"{day_in_words} at {moment:%H:%M} ({reader.zone.key})" if with_time else day_in_words
