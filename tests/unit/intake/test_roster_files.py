from pathlib import Path

import pytest

from domain.vocabulary import Role
from intake.roster import UnusableRoster, Wish, read_roster
from tests.kit.rosters import TODAY, roster, said

LINES = "Employee ID,Name,E-mail,Status\n7,Zoë Łukasik,zoe@example.com,A\n"


@pytest.mark.parametrize(
    "content",
    [
        LINES.encode(),
        LINES.encode("utf-8-sig"),
        LINES.encode("utf-16"),
        LINES.replace(",", ";").encode(),
        LINES.replace(",", "\t").encode("utf-16"),
        LINES.replace(",", "|").encode(),
        LINES.replace("\n", "\r\n").encode(),
        LINES.replace("\n", "\r").encode(),
        ("Export of 1 March 2026\n\n" + LINES).encode(),
        ("sep=,\n" + LINES).encode(),
        LINES.replace("Employee ID,Name,E-mail", "EMPLOYEE_NO , fullName,Work e-mail").encode(),
        LINES.replace("Employee ID,Name,E-mail", "Personalnummer,Name,Courriel").encode(),
        LINES.replace("Zoë Łukasik", '"Zoë Łukasik"').encode(),
        ("\n \n" + LINES + "\n,,,\n").encode(),
    ],
    ids=range(14),
)
def test_encodings_delimiters_headers_and_line_ends_make_no_difference(content: bytes) -> None:
    """What spreadsheets and HR systems do to a file changes nothing about its people."""
    read = read_roster(content, today=TODAY)
    assert [(row.employee_id, row.name, row.email) for row in read.rows] == [
        ("7", "Zoë Łukasik", "zoe@example.com")
    ]


def test_a_western_european_file_is_read_and_reported() -> None:
    """Without UTF-8 the accents of the west survive, and the reader is told to look."""
    read = read_roster(LINES.replace("Łukasik", "Müller").encode("cp1252"), today=TODAY)
    assert read.rows[0].name == "Zoë Müller"
    assert said(read.problems) == ["row is not UTF-8"]


def test_a_file_is_read_like_its_bytes(tmp_path: Path) -> None:
    """A path will do."""
    path = tmp_path / "roster.csv"
    path.write_bytes(LINES.encode())
    assert read_roster(path, today=TODAY) == read_roster(LINES, today=TODAY)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"PK\x03\x04\x00\x00", "is not text"),
        (b"Name,E-mail\nA,a@example.com\n", "has no header with a column of employee ids"),
        (b"\xff\xfe\x00", "is not text"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(content: bytes, what: str) -> None:
    """Where there are no rows to report on, the file itself is refused with the way out."""
    with pytest.raises(UnusableRoster, match=what):
        read_roster(content, today=TODAY)


def test_a_missing_file_is_refused() -> None:
    """A wrong path is an error of the same family."""
    with pytest.raises(UnusableRoster, match="No such file"):
        read_roster(Path("no/such/roster.csv"), today=TODAY)


def test_columns_that_mean_nothing_or_come_twice_are_reported() -> None:
    """Nothing in the file is passed over in silence."""
    read = read_roster("ID,Name,Shoe size,Full name\n7,Zoë,41,Someone else\n", today=TODAY)
    assert read.rows[0].name == "Zoë"
    assert said(read.problems)[:2] == [
        "row has an unknown header in column 3",
        "name occurs again in column 4",
    ]


def test_a_quoted_cell_may_hold_line_ends_and_delimiters() -> None:
    """Free text stays whole, and the lines after it keep their numbers."""
    text = 'ID,Name,Motivation,Status\n7,Zoë,"Line one,\nline ""two""",A\n8,Ida,,X\n'
    read = read_roster(text, today=TODAY)
    assert read.rows[0].motivation == 'Line one, line "two"'
    assert [row.line for row in read.rows] == [2, 4]


def test_a_stray_quote_spoils_its_own_row_only() -> None:
    """The rows after a quote that nobody closed are read as if nothing had happened."""
    text = (
        'ID,Name,Dept,Status\n7,"Zoë,Sales,A\n8,Ida,Sales,A\n9,"Ole,Sales, North,A\n10,Kim "K" Lee,Sales,A\n'
    )
    read = read_roster(text, today=TODAY)
    assert [(row.employee_id, row.name) for row in read.rows] == [
        ("7", "Zoë"),
        ("8", "Ida"),
        ("10", 'Kim "K" Lee'),
    ]
    assert [(p.line, p.what, p.loaded) for p in read.problems if "quote" in p.what] == [
        (2, "has a quote that is never closed", True),
        (4, "has a quote that is never closed", False),
    ]


def test_rows_of_the_wrong_width_are_reported() -> None:
    """Too many cells make a row unreliable; too few leave its end empty."""
    read = read_roster("ID,Name,Dept,Status\n7,Zoë,Sales, North,A\n8,Ida\n9,Ole,Sales,A,,\n", today=TODAY)
    assert [row.employee_id for row in read.rows] == ["8", "9"]
    assert (read.problems[0].what, read.problems[0].loaded) == ("has more cells than the header", False)
    assert read.problems[1].what == "has fewer cells than the header"


def test_a_cell_beyond_every_limit_is_survived() -> None:
    """A megabyte in one cell keeps nobody else out."""
    read = read_roster(f"ID,Name,Dept\n7,Zoë,{'x' * 1_000_000}\n8,Ida,Sales\n", today=TODAY)
    assert [row.employee_id for row in read.rows] == ["7", "8"]


def test_without_a_design_any_track_and_competency_is_taken() -> None:
    """A roster can be looked at before there is a programme."""
    header = "ID,E-mail,Role,Seeks,Training\n"
    text = header + "7,z@example.com,circles: facilitator,Juggling,fire-drill 2025-01-01\n"
    (row,) = read_roster(text, today=TODAY).rows
    assert row.wishes == (Wish(Role.FACILITATOR, "circles"),)
    assert [each.name for each in row.seeks] == ["juggling"]
    assert [each.module for each in row.training] == ["fire-drill"]


def test_problems_are_available_as_plain_data() -> None:
    """A table or JSON needs no knowledge of the classes."""
    (problem,) = roster({"Level": "senior"}).as_data()
    assert problem == {
        "line": 2,
        "column": "level",
        "what": "is not a whole number",
        "way_out": "left empty",
        "severity": "warning",
        "loaded": True,
    }


def test_a_problem_reads_as_a_sentence() -> None:
    """One line a finding, for a terminal."""
    (problem,) = roster({"Level": "senior"}).problems
    assert str(problem) == "line 2: level is not a whole number (left empty)"
