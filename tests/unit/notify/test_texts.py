"""Every notice has a text, every text has a notice, and each mentions only what the other knows."""

import re
from collections.abc import Iterator
from importlib import resources
from zoneinfo import ZoneInfo

import pytest

from domain.cycle import CYCLE
from domain.cycle.notices import notices as cycle_notices
from domain.cycle.state import CycleState
from domain.notice import Notice
from domain.relationship import RELATIONSHIP
from domain.relationship.layers import MEANING
from domain.relationship.notices import notices as relationship_notices
from domain.relationship.state import State, Status
from domain.relationship.values import Meeting, MeetingStatus, Member
from domain.vocabulary import Role
from notify.api import Contact
from notify.render import persons_in, render
from notify.text import text_of
from tests.kit.samples import MONDAY, samples

MENTOR, MENTEE, COORDINATOR, SPONSOR, NEUTRAL = (f"person-{role}" for role in "abcde")
NAMES = {
    MENTOR: "Bo Ek",
    MENTEE: "Zoë Ó Dálaigh",
    COORDINATOR: "Kim Lee",
    SPONSOR: "Ada Roy",
    NEUTRAL: "Jo Ng",
}
PEOPLE = {
    person: Contact(name, f"{person}@example.org", ZoneInfo("Europe/Berlin"))
    for person, name in NAMES.items()
}

ACTIVE = State(
    status=Status.ACTIVE,
    relationship="relationship-1",
    members=(Member(person=MENTOR, role=Role.MENTOR), Member(person=MENTEE, role=Role.MENTEE)),
    coordinator=COORDINATOR,
    neutral_parties=(NEUTRAL,),
    meetings=(Meeting(id="sample", at=MONDAY, minutes=60, status=MeetingStatus.SCHEDULED),),
    offered_at=MONDAY,
    accepted_at=MONDAY,
    planned_end=MONDAY,
    held=1,
    layers={MEANING: 1},
)
STATES = (
    ACTIVE,
    ACTIVE.model_copy(update={"status": Status.CHEMISTRY}),
    ACTIVE.model_copy(update={"status": Status.CLOSED, "accepted_at": None}),
)
CYCLE_STATE = CycleState(
    name="Autumn", programme="graduate", coordinator=COORDINATOR, sponsor=SPONSOR, neutral_parties=(NEUTRAL,)
)


def all_notices() -> Iterator[Notice]:
    """Yield every notice that some event can cause in some state."""
    for kind in RELATIONSHIP.events:
        for event in samples(kind, person=MENTEE, by=MENTEE, to=(MENTEE,), silent=(MENTEE,)):
            for state in STATES:
                yield from relationship_notices(state, event)
    for kind in CYCLE.events:
        for event in samples(kind):
            yield from cycle_notices(CYCLE_STATE, event)


NOTICES = {notice.template: notice for notice in all_notices()}
"""One of each template."""

TEXTS = {
    file.name.removesuffix(".txt")
    for file in (resources.files("notify") / "templates").iterdir()
    if file.name != "frame.txt"
}


@pytest.mark.parametrize("template", sorted(NOTICES))
def test_every_notice_reads_well(template: str) -> None:
    """A notice becomes a mail in which every blank is filled and no identifier or code is left."""
    notice = NOTICES[template].model_copy(update={"recipient": MENTOR})
    mail = render(notice, PEOPLE, sent_at=MONDAY, unsubscribe="mailto:stop@example.org")
    words = f"{mail.subject}\n{mail.text}"
    assert mail.text.startswith("Dear Bo Ek,\n\n")
    assert not re.search(r"[{}]|person-|relationship-|[a-z]_[a-z]|T\d\d:", words)
    assert "Bo Ek" not in mail.text.partition("\n")[2]
    assert max(map(len, mail.text.splitlines())) <= 76
    assert persons_in(notice) <= PEOPLE.keys()


def test_no_text_is_left_over() -> None:
    """Each text belongs to a notice that some event causes."""
    assert sorted(TEXTS - NOTICES.keys()) == []


def test_a_text_that_brings_a_meeting_says_what_the_calendar_shows() -> None:
    """The texts of notices with a calendar entry have a line for it, and only they."""
    bringing = {template for template, notice in NOTICES.items() if notice.calendar}
    assert {template for template in TEXTS if text_of(template).calendar} == bringing
