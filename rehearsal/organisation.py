"""An organisation that never was: sites, departments, reporting lines and people of every level."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from rehearsal.names import draw_name


class Site(NamedTuple):
    """A place of work.

    Attributes:
        location: The town.
        time_zone: Its IANA name.
        language: What most people there speak besides English.
        share: How many in a hundred work there.
    """

    location: str
    time_zone: str
    language: str
    share: int


SITES: Final = (
    Site("Stuttgart", "Europe/Berlin", "de", 34),
    Site("Lyon", "Europe/Paris", "fr", 16),
    Site("Kraków", "Europe/Warsaw", "pl", 12),
    Site("Porto", "Europe/Lisbon", "pt", 9),
    Site("Milano", "Europe/Rome", "it", 8),
    Site("Manchester", "Europe/London", "en", 7),
    Site("İzmir", "Europe/Istanbul", "tr", 5),
    Site("Pune", "Asia/Kolkata", "hi", 6),
    Site("Toronto", "America/Toronto", "en", 3),
)
OUTPOST: Final = Site("Ōsaka", "Asia/Tokyo", "ja", 0)
"""Where one mentee in twelve works: too far away for nearly every mentor."""

DEPARTMENTS: Final = (
    "Engineering",
    "Software",
    "Manufacturing",
    "Quality",
    "Supply Chain",
    "Sales",
    "Finance",
    "People & Culture",
)
REPORTS: Final = 10
"""How many people report to one manager."""

TITLES: Final = {
    1: "Graduate",
    2: "Associate",
    3: "Specialist",
    4: "Senior Specialist",
    5: "Expert",
    6: "Team Lead",
    7: "Head of Section",
    8: "Head of Department",
    9: "Managing Director",
}


@dataclass(slots=True, eq=False)
class Person:
    """Somebody in the organisation."""

    number: int
    name: str
    mailbox: str
    department: str
    site: Site
    languages: tuple[str, ...]
    level: int
    hired_on: date
    part: str = ""
    manager: int | None = None


PARTS: Final = (("mentor", 22), ("mentee", 33), ("peer", 21), ("", 24))
"""What people do in the programme, and how many in a hundred."""

_LEVELS: Final = {"mentor": (4, 4, 5, 5, 6), "mentee": (1, 1, 2), "peer": (2, 2, 3), "": (3, 4, 5, 6, 7)}
_YEARS: Final = {"mentor": (5, 25), "mentee": (0, 2), "peer": (1, 3), "": (1, 30)}


def organisation(n: int, dice: Random, today: date) -> list[Person]:
    """Draw `n` people, the managing director first, and give each a line manager."""
    parts = [part for part, share in PARTS[:-1] for _ in range(n * share // 100)]
    parts += [""] * (n - len(parts) - 1)
    dice.shuffle(parts)
    numbers = dice.sample(range(10_000, 10_000 + 4 * n), n)
    people = [_person(number, part, dice, today) for number, part in zip(numbers, ["", *parts], strict=True)]
    for mentee in [person for person in people if person.part == "mentee"][11::12]:
        mentee.site, mentee.languages = OUTPOST, ("ja", "en")
    _settle_lines(people, dice)
    _settle_mailboxes(people)
    return people


def _person(number: int, part: str, dice: Random, today: date) -> Person:
    site = dice.choices(SITES, [each.share for each in SITES])[0]
    least, most = _YEARS[part]
    name = draw_name(dice, site.language)
    return Person(
        number=number,
        name=name.full,
        mailbox=name.mailbox,
        department=dice.choices(DEPARTMENTS, (25, 18, 18, 10, 10, 9, 5, 5))[0],
        site=site,
        languages=_languages(site, dice),
        level=dice.choice(_LEVELS[part]),
        hired_on=today - timedelta(days=dice.randrange(least * 365 + 30, most * 365)),
        part=part,
    )


def _languages(site: Site, dice: Random) -> tuple[str, ...]:
    spoken = [site.language]
    if dice.random() < 0.94:
        spoken.append("en")
    if dice.random() < 0.15:
        spoken.append(dice.choice(("es", "fr", "de", "it")))
    return tuple(dict.fromkeys(spoken))


def _settle_lines(people: list[Person], dice: Random) -> None:
    """Let everybody report to a manager of their department, managers to its head, and heads to the top."""
    director, *others = people
    director.level = 9
    for department in DEPARTMENTS:
        members = [person for person in others if person.department == department]
        leading = [person for person in members if not person.part] or members
        if not leading:
            continue
        head, *managers = leading[: 1 + len(members) // REPORTS]
        head.manager = director.number
        if not head.part:
            head.level = 8
        for manager in managers:
            manager.manager = head.number
            manager.level = max(manager.level, 6)
        for person in members:
            if person is not head and person not in managers:
                person.manager = dice.choice(managers or [head]).number


def _settle_mailboxes(people: list[Person]) -> None:
    taken: dict[str, int] = {}
    for person in people:
        count = taken[person.mailbox] = taken.get(person.mailbox, 0) + 1
        if count > 1:
            person.mailbox = f"{person.mailbox}{count}"
