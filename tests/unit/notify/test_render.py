from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.notice import Notice
from notify.api import Contact, Mail
from notify.errors import NoText, UnknownFact
from notify.render import persons_in, render
from vault.api import Erased

SENT = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
PEOPLE = {
    "person-1": Contact("Zoë Ó Dálaigh", "zoe@example.org", ZoneInfo("Asia/Kolkata")),
    "person-2": Contact("Bo {Ek}", "bo@example.org", ZoneInfo("UTC")),
    "person-3": Contact("Kim Lee", "kim@example.org", ZoneInfo("UTC")),
    "person-4": Contact(Erased("person-4"), Erased("person-4"), ZoneInfo("UTC")),
}


def notice(template: str, recipient: str = "person-1", **facts: str) -> Notice:
    """Return a notice for the examples."""
    return Notice(template=template, recipient=recipient, facts=facts, key="relationship-1/key")


def written(wanted: Notice) -> Mail:
    """Return its mail."""
    return render(wanted, PEOPLE, sent_at=SENT, unsubscribe="mailto:stop@example.org?subject=stop")


def test_a_mail_reads_as_one_person_writes_to_another() -> None:
    """The whole of a mail: greeting, text with names and days in words, closing, and the way out."""
    mail = written(notice("reminder_resumption", members="person-1, person-2"))
    assert mail == Mail(
        key="relationship-1/key",
        to="zoe@example.org",
        to_name="Zoë Ó Dálaigh",
        subject="Your mentoring goes on soon",
        text="""\
Dear Zoë Ó Dálaigh,

The pause in your mentoring with Bo {Ek} is about to end. Please book your
next meeting, or ask for a longer pause.

Kind regards
Your mentoring programme

No more mail about mentoring: stop@example.org
""",
        sent_at=SENT,
    )


@pytest.mark.parametrize(
    ("recipient", "members", "said"),
    [
        ("person-1", "person-1, person-2", "Bo {Ek} is"),
        ("person-3", "person-1, person-2", "Zoë Ó Dálaigh and Bo {Ek} is"),
        ("person-1", "person-1, person-2, person-3", "Bo {Ek} and Kim Lee is"),
        ("person-2", "person-1, person-2, person-3, person-4", "Zoë Ó Dálaigh, Kim Lee and [erased] is"),
        ("person-1", "person-1, person-9", "somebody is"),
        ("person-1", "person-1", "Zoë Ó Dálaigh is"),
    ],
)
def test_people_are_listed_for_the_reader(recipient: str, members: str, said: str) -> None:
    """Identifiers become names, the reader's own is left out, and who cannot be named is not invented."""
    text = written(notice("reminder_resumption", recipient, members=members)).text
    assert f"mentoring with {said} about" in " ".join(text.split())


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        ("planned_end", "2027-03-04T20:00:00+00:00", "Friday 5 March 2027"),
        ("planned_end", "2027-03-04", "Thursday 4 March 2027"),
        ("planned_end", "2027-03-04T12:00:00Z", "Thursday 4 March 2027"),
    ],
)
def test_days_are_the_readers(fact: str, value: str, said: str) -> None:
    """An instant is told as the day that it is where the reader is; a date stays the date."""
    text = written(notice("ends_as_planned", members="person-1, person-2", **{fact: value})).text
    assert f"on {said}." in " ".join(text.split())


def test_meetings_have_a_time_of_day() -> None:
    """A moment to be punctual for is told with its time and zone."""
    facts = {"members": "person-1, person-2", "starts_at": "2027-03-04T20:00:00+00:00", "minutes": "60"}
    mail = written(notice("meeting_booked", **facts))
    assert mail.subject == "Mentoring meeting on Friday 5 March 2027 at 01:30 (Asia/Kolkata)"


def test_codes_become_words() -> None:
    """What the engine calls by a code is told in words."""
    mail = written(notice("closing", members="person-1, person-2", outcome="completed_early"))
    assert "Outcome: completed early." in mail.text


def test_everybody_whose_name_is_needed_is_known_beforehand() -> None:
    """The recipient and all whom the facts mention can be looked up in one go."""
    wanted = notice("closing", "person-3", members="person-1, person-2", outcome="completed")
    assert persons_in(wanted) == {"person-1", "person-2", "person-3"}


def test_a_notice_without_text_is_an_error_that_names_the_file() -> None:
    """A forgotten text is found at once."""
    with pytest.raises(NoText, match=r"Add notify/templates/unheard_of\.txt"):
        written(notice("unheard_of"))


def test_a_text_that_asks_too_much_is_an_error_that_names_the_fact() -> None:
    """A text that mentions an unknown fact is found at once, and the known ones are named."""
    with pytest.raises(UnknownFact, match=r"mentions outcome, which .* known are: members"):
        written(notice("closing", members="person-1"))
