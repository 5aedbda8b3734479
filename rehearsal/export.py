"""A roster as an HR system writes it out: its lines, and the several formats of its dates."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from random import Random
from typing import Final, Literal

Damage = Literal["", "missing cells", "loose delimiter", "open quote"]


@dataclass(slots=True, eq=False)
class Row:
    """One row of an export, and how its line is damaged."""

    cells: dict[str, str]
    damage: Damage = ""


def written(row: Row, header: Sequence[str]) -> str:
    """Return a row as a line of CSV."""
    values = [row.cells[name] for name in header]
    if row.damage == "missing cells":
        values = values[:-4]
    if row.damage == "loose delimiter":
        return ",".join(value.replace(",", "").replace('"', "") for value in values) + ",see, mail\n"
    if row.damage == "open quote":
        return ",".join(value.replace('"', "") for value in values).replace(",", ',"', 1) + "\n"
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue()


def written_date(day: date, dice: Random) -> str:
    """Return a date in one of the formats that meet in one export."""
    forms = (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        f"{day:%d.%m.%y}",
        f"{day:%d}-{_MONTHS[day.month - 1]}-{day.year}",
        str((day - date(1899, 12, 30)).days),
    )
    return dice.choices(forms, (60, 12, 10, 8, 6, 4))[0]


_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
