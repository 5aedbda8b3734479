"""How values are printed."""

from datetime import datetime, timedelta, timezone

import pytest

from cli.cycle_tables import written
from cli.output import cell, facts, print_table, table
from domain.programme.catalogue import Unit
from domain.relationship import Status

MOMENT = datetime(2026, 3, 4, 9, 30, 59, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "-"),
        (True, "yes"),
        (0, "0"),
        (MOMENT, "2026-03-04 08:30Z"),
        (Status.WINDING_UP, "winding up"),
        ((), "-"),
        ([Status.ACTIVE, 3], "active, 3"),
    ],
)
def test_cells_read_well(value: object, text: str) -> None:
    """Times in UTC, words without underscores, and a dash for nothing."""
    assert cell(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(85, Unit.PERCENT, "85 %"), (420, Unit.HUNDREDTHS, "4.20"), (None, Unit.PERCENT, "-")],
)
def test_figures_carry_their_unit(value: int | None, unit: Unit, text: str) -> None:
    """Percent and points are told apart."""
    assert written(value, unit) == text


def test_tables_that_no_terminal_shows_are_plain_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """No colour, and no identifier is cut or wrapped."""
    identifier = "relationship-1d4e0581-e629-5eaa-9816-2b3994672015"
    print_table(table(["a", "b", "c"], [[identifier, identifier, identifier]], title="Three"))
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert printed.splitlines()[-1].split() == [identifier] * 3


def test_square_brackets_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    """A text that looks like rich's markup is printed as it is."""
    print_table(facts([("words", "[erased]"), ("nothing", None), ("nobody", [])]))
    assert capsys.readouterr().out.split() == ["words", "[erased]"]
