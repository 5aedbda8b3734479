"""Rosters to rehearse with: as large as wanted, realistic, and as untidy as a real HR export."""

import csv
from datetime import date, timedelta
from io import StringIO
from random import Random
from typing import Final

from rehearsal.export import Row, written, written_date
from rehearsal.organisation import TITLES, Person, organisation
from rehearsal.untidiness import make_untidy

FEWEST, MOST = 20, 5000
"""How many people a roster can have."""

SAMPLE: Final = (240, 2026, date(2026, 3, 2))
"""How many people, which seed and which day give ``programmes/graduate-roster.csv``."""

HEADER: Final = (
    "Employee ID",
    "Full Name",
    "Work E-mail",
    "Dept.",
    "Site",
    "Time Zone",
    "Languages",
    "Grade",
    "Job Title",
    "Supervisor ID",
    "Hire Date",
    "Termination Date",
    "Status",
    "Programme Role",
    "Mentee Capacity",
    "Competencies Offered",
    "Competencies Sought",
    "Motivation",
    "Training Completed",
    "Cost Centre",
)
OFFERED_BY: Final = {
    "Engineering": ("systems-engineering", "quality", "project-management"),
    "Software": ("software-engineering", "data-analysis", "systems-engineering"),
    "Manufacturing": ("quality", "leading-people", "systems-engineering"),
    "Quality": ("quality", "data-analysis", "communication"),
    "Supply Chain": ("negotiation", "project-management", "intercultural"),
    "Sales": ("customer-focus", "negotiation", "presenting"),
    "Finance": ("finance-basics", "data-analysis", "communication"),
    "People & Culture": ("leading-people", "career-planning", "communication"),
}
EVERYWHERE: Final = ("communication", "presenting", "networking", "career-planning", "project-management")
HOPES: Final = {
    "mentor": (
        "I was lucky to have somebody who took time for me, and would like to pass that on.",
        "Seeing others grow is what I like best about my work.",
        'My team says I should: "you explain things well", they claim.',
    ),
    "mentee": (
        "I would like to understand how decisions are made here, beyond my own desk.",
        "After my first year I wonder which way to go: technical, or towards projects?",
        "I find it hard to speak up in large meetings, and want to change that.",
    ),
    "peer": (
        "Thinking aloud with somebody at the same stage helps me more than any course.",
        "I would like to be held to my plans, and do the same for somebody else.",
        "We started in the same year, but hardly know each other across the sites.",
    ),
}


def generate_roster(n: int, seed: int, today: date) -> str:
    """Return the CSV text of a roster.

    The same arguments always give the same text. Beside the people it holds a few rows that repeat
    somebody, as real exports do.

    Args:
        n: How many people, from 20 to 5000.
        seed: Chooses the organisation and its untidiness.
        today: The day of the export; hire and leaving dates lie around it.

    Raises:
        ValueError: `n` is outside that range.
    """
    if not FEWEST <= n <= MOST:
        message = f"a roster has from {FEWEST} to {MOST} people, not {n}"
        raise ValueError(message)
    dice = Random(f"{seed}/{n}")
    rows = [_row(person, dice, today) for person in organisation(n, dice, today)]
    rows.sort(key=lambda row: row.cells["Employee ID"])
    rows = make_untidy(rows, dice, today)
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(HEADER)
    for row in rows:
        out.write(written(row, HEADER))
    return "\ufeff" + out.getvalue()


def _row(person: Person, dice: Random, today: date) -> Row:
    cells = dict.fromkeys(HEADER, "")
    cells |= {
        "Employee ID": str(person.number),
        "Full Name": person.name,
        "Work E-mail": f"{person.mailbox}@example.com",
        "Dept.": person.department,
        "Site": person.site.location,
        "Time Zone": person.site.time_zone,
        "Languages": "; ".join(person.languages),
        "Grade": str(person.level),
        "Job Title": TITLES[person.level],
        "Supervisor ID": str(person.manager or ""),
        "Hire Date": written_date(person.hired_on, dice),
        "Status": "A",
        "Cost Centre": f"CC-{dice.randrange(100, 999)}",
    }
    if person.part:
        cells |= _taking_part(person, dice, today)
    return Row(cells)


def _taking_part(person: Person, dice: Random, today: date) -> dict[str, str]:
    track = "peers" if person.part == "peer" else "one-to-one"
    cells = {
        "Programme Role": f"{track}: {person.part}",
        "Motivation": dice.choice(HOPES[person.part]),
    }
    if person.part != "mentee":
        cells["Competencies Offered"] = _competencies(person, dice, levelled=True)
    if person.part != "mentor":
        cells["Competencies Sought"] = _competencies(person, dice, levelled=False)
    if person.part == "mentor":
        cells["Mentee Capacity"] = dice.choices(("", "1", "2", "3"), (10, 15, 50, 25))[0]
        if dice.random() < 0.25:
            trained_on = today - timedelta(days=dice.randrange(60, 700))
            cells["Training Completed"] = f"mentor-core {trained_on.isoformat()}"
    return cells


def _competencies(person: Person, dice: Random, *, levelled: bool) -> str:
    own = OFFERED_BY[person.department] if levelled else sum(OFFERED_BY.values(), ())
    wanted = dice.sample(sorted({*own, *EVERYWHERE}), 4 if levelled else 3)
    if levelled:
        return "; ".join(f"{each}: {dice.randrange(3, 6)}" for each in wanted)
    return "; ".join(wanted)
