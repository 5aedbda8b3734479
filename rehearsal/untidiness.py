"""The untidiness of HR exports, one kind at a time."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from rehearsal.export import Damage, Row, written_date


def make_untidy(rows: list[Row], dice: Random, today: date) -> list[Row]:
    """Spoil about one row in four, each kind in turn; a roster of 150 has every kind at least once.

    The rows of line managers are left alone, so that not every row below them is spoilt too.
    """
    leading = {row.cells["Supervisor ID"] for row in rows}
    fresh = [row for row in rows if row.cells["Employee ID"] not in leading]
    dice.shuffle(fresh)
    repeated: list[Row] = []
    for turn in range(len(rows) // 4):
        spoil, fits = KINDS[turn % len(KINDS)]
        victim = next((row for row in fresh if fits(row)), None)
        if victim is None:
            continue
        fresh.remove(victim)
        extra = spoil(victim, Circumstances(dice, today, rows))
        repeated += [extra] if extra else []
    return _woven(rows, repeated, dice)


def _woven(rows: Sequence[Row], repeated: Sequence[Row], dice: Random) -> list[Row]:
    """Put each repeated row somewhere below the first half."""
    woven = list(rows)
    for row in repeated:
        woven.insert(dice.randrange(len(woven) // 2, len(woven) + 1), row)
    return woven


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a kind of untidiness may look at."""

    dice: Random
    today: date
    rows: Sequence[Row]


Spoil = Callable[[Row, Circumstances], Row | None]
Fits = Callable[[Row], bool]


def _write(column: str, *values: str) -> Spoil:
    def spoil(row: Row, around: Circumstances) -> None:
        row.cells[column] = around.dice.choice(values)

    return spoil


def _rewrite(column: str, change: Callable[[str], str]) -> Spoil:
    def spoil(row: Row, around: Circumstances) -> None:
        del around
        row.cells[column] = change(row.cells[column])

    return spoil


def _damage(damage: Damage) -> Spoil:
    def spoil(row: Row, around: Circumstances) -> None:
        del around
        row.damage = damage

    return spoil


def _leave(row: Row, around: Circumstances) -> None:
    row.cells["Status"] = "T"
    row.cells["Termination Date"] = _days_from(around, -200, -5)


def _leave_unmarked(row: Row, around: Circumstances) -> None:
    row.cells["Termination Date"] = _days_from(around, -40, -2)


def _leave_soon(row: Row, around: Circumstances) -> None:
    row.cells["Termination Date"] = _days_from(around, 60, 240)


def _days_from(around: Circumstances, first: int, last: int) -> str:
    return written_date(around.today + timedelta(days=around.dice.randrange(first, last)), around.dice)


def _month_first(row: Row, around: Circumstances) -> None:
    row.cells["Hire Date"] = f"{around.dice.randrange(1, 13):02}/{around.dice.randrange(13, 29)}/2023"


def _repeat(row: Row, around: Circumstances) -> Row:
    """Export somebody twice, after a move to another desk."""
    del around
    return Row(row.cells | {"Job Title": "", "Cost Centre": "CC-000"})


def _repeat_under_other_id(row: Row, around: Circumstances) -> Row:
    """Export somebody again under the number of an earlier contract."""
    number = str(90_000 + around.dice.randrange(9_999))
    return Row(row.cells | {"Employee ID": number, "Work E-mail": row.cells["Work E-mail"].upper()})


def _report_to_oneself(row: Row, around: Circumstances) -> None:
    del around
    row.cells["Supervisor ID"] = row.cells["Employee ID"]


def _report_in_a_circle(row: Row, around: Circumstances) -> None:
    """Let the person's manager report to the person."""
    above = {each.cells["Employee ID"]: each for each in around.rows}
    above[row.cells["Supervisor ID"]].cells["Supervisor ID"] = row.cells["Employee ID"]


def _anybody(row: Row) -> bool:
    return bool(row.cells["Supervisor ID"])


def _has(column: str) -> Fits:
    return lambda row: bool(row.cells[column])


def _bystander(row: Row) -> bool:
    return not row.cells["Programme Role"]


def _accented(row: Row) -> bool:
    """Whether the name survives being encoded twice, and differs after it."""
    name = row.cells["Full Name"]
    return not name.isascii() and _doubly_encoded(name) is not None


def _doubly_encoded(text: str) -> str | None:
    try:
        return text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return None


KINDS: Final[tuple[tuple[Spoil, Fits], ...]] = (
    (_leave, _anybody),
    (_write("Status", "L"), _has("Programme Role")),
    (_write("Work E-mail", ""), _bystander),
    (_repeat, _has("Programme Role")),
    (
        _rewrite("Full Name", lambda name: unicodedata.normalize("NFD", name)),
        lambda row: not row.cells["Full Name"].isascii(),
    ),
    (_write("Time Zone", ""), _has("Programme Role")),
    (_write("Hire Date", "31/02/2024", "tbc", "00.00.00"), _anybody),
    (_leave_soon, _has("Programme Role")),
    (_write("Mentee Capacity", "two", "as needed"), _has("Mentee Capacity")),
    (_write("Supervisor ID", "99999"), _anybody),
    (_report_to_oneself, _bystander),
    (_write("Programme Role", "one-to-one: sponsor", "menotr", "yes"), _has("Programme Role")),
    (_write("Work E-mail", "see directory", "anna(at)example.com", "info@"), _has("Programme Role")),
    (_write("Employee ID", ""), _bystander),
    (_write("Full Name", ""), _anybody),
    (_rewrite("Full Name", lambda name: _doubly_encoded(name) or name), _accented),
    (
        _write("Time Zone", "UTC+1", "GMT+01:00", "(UTC+01:00) Amsterdam, Berlin, Rome", "CET"),
        _has("Programme Role"),
    ),
    (_write("Time Zone", "local", "IST", "HQ"), _has("Programme Role")),
    (_write("Languages", "English, Klingon", "Deutsch / English / Platt"), _has("Languages")),
    (_rewrite("Languages", lambda codes: f" {codes.upper().replace('; ', ' / ')} "), _has("Languages")),
    (_rewrite("Full Name", lambda name: f"  {name.replace(' ', chr(0xA0) + ' ')} "), _anybody),
    (_rewrite("Dept.", str.upper), _anybody),
    (_repeat_under_other_id, _has("Programme Role")),
    (_month_first, _anybody),
    (_write("Status", "", "X"), _anybody),
    (_write("Grade", "senior", "?", "E3b"), _bystander),
    (_rewrite("Competencies Sought", lambda listed: listed + "; Juggling"), _has("Competencies Sought")),
    (_rewrite("Programme Role", lambda role: role.partition(": ")[2].title()), _has("Programme Role")),
    (_leave_unmarked, _anybody),
    (_report_in_a_circle, _anybody),
    (_damage("loose delimiter"), _bystander),
    (_damage("open quote"), _bystander),
    (_damage("missing cells"), _bystander),
    (_write("Dept.", ""), _has("Programme Role")),
    (
        _write("Training Completed", "mentor-core", "mentor-core (soon)", "first-aid 2025-04-01"),
        _has("Mentee Capacity"),
    ),
    (_write("Languages", "", "n/a"), _has("Programme Role")),
)
"""How a row is spoilt, and which rows are fit for it."""
