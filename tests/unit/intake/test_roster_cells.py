"""What the cells of a roster say about somebody, however they were written."""

from datetime import date

import pytest

from domain.person.values import Employment
from domain.vocabulary import Role
from intake.roster import Wish
from tests.kit.rosters import only_row, said


def test_a_tidy_row_is_loaded_without_a_word() -> None:
    """Everything a match needs comes out in the engine's terms."""
    row, problems = only_row()
    assert problems == ()
    assert (row.employee_id, row.name, row.email) == ("1001", "Zoë Łukasik", "zoe@example.com")
    assert (row.time_zone, row.utc_offset, row.languages, row.level) == ("Europe/Berlin", 60, ("de", "en"), 2)
    assert row.hired_on == date(2024, 9, 1)
    assert row.wishes == (Wish(Role.MENTEE, "one-to-one"),)
    assert row.employment is Employment.EMPLOYED


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01",
        "2026-03-01T00:00:00",
        "20260301",
        "2026/3/1",
        "01/03/2026",
        "1.3.2026",
        "01.03.26",
        "01-03-2026",
        "1 Mar 2026",
        "1 March 2026",
        "01-Mar-2026",
        "01-Mar-26",
        "1. März 2026",
        "1 mars 2026",
        "March 1, 2026",
        "Mar 1st, 2026",
        "46082",
        "46082.0",
    ],
)
def test_dates_come_in_many_formats(written: str) -> None:
    """The first of March 2026, as HR systems, spreadsheets and people write it."""
    row, problems = only_row(Hire_date=written)
    assert row.hired_on == date(2026, 3, 1)
    assert problems == ()


def test_a_date_with_the_month_first_is_read_and_reported() -> None:
    """03/25/2026 can only mean one day, but was surely not meant like its neighbours."""
    row, problems = only_row(Hire_date="03/25/2025")
    assert row.hired_on == date(2025, 3, 25)
    assert said(problems) == ["hired_on has the month first, unlike other dates"]


@pytest.mark.parametrize(
    "written", ["31/02/2025", "soon", "2025-13-01", "0", "1/1", "99999", "٣/٣/٢٠٢٥", "1 Foo 2025"]
)
def test_what_is_no_date_is_left_empty(written: str) -> None:
    """A date that cannot be read is reported, and never guessed."""
    row, problems = only_row(Hire_date=written)
    assert row.hired_on is None
    assert said(problems) == ["hired_on is no date that can be read"]


@pytest.mark.parametrize("written", ["01/01/1900", "1 Jan 2150"])
def test_a_date_beyond_a_working_life_is_left_empty(written: str) -> None:
    """Nobody was hired in 1900."""
    row, problems = only_row(Hire_date=written)
    assert row.hired_on is None
    assert said(problems) == ["hired_on is a date that cannot be meant"]


@pytest.mark.parametrize(
    ("written", "zone", "offset"),
    [
        ("Europe/Lisbon", "Europe/Lisbon", 0),
        ("europe/warsaw", "Europe/Warsaw", 60),
        ("America/New York", "America/New_York", -300),
        ("UTC", "Etc/UTC", 0),
        ("UTC+0", "Etc/UTC", 0),
        ("UTC+1", "Etc/GMT-1", 60),
        ("GMT-05:00", "Etc/GMT+5", -300),
        ("+0530", "Asia/Kolkata", 330),
        ("UTC−3:30", "America/St_Johns", -210),  # noqa: RUF001 - the sign of spreadsheets
        ("(UTC+01:00) Amsterdam, Berlin, Rome", "Etc/GMT-1", 60),
        ("W. Europe Standard Time", "Europe/Berlin", 60),
        ("CET", "Europe/Berlin", 60),
    ],
)
def test_time_zones_have_names_and_offsets(written: str, zone: str, offset: int) -> None:
    """However it is written, a time zone becomes an IANA name and minutes ahead of UTC."""
    row, problems = only_row(Time_zone=written)
    assert (row.time_zone, row.utc_offset) == (zone, offset)
    assert problems == ()


@pytest.mark.parametrize("written", ["IST", "HQ", "Mars/Olympus", "UTC+15", "UTC+1:17", "../etc/passwd"])
def test_an_unknown_or_ambiguous_time_zone_is_left_empty(written: str) -> None:
    """IST is Irish, Indian and Israeli; nobody guesses."""
    row, problems = only_row(Time_zone=written)
    assert (row.time_zone, row.utc_offset) == (None, None)
    assert said(problems) == ["time_zone is no time zone known here, or several"]


@pytest.mark.parametrize(
    "written", ["de; en", "German, English", "DE/EN", "Deutsch (Muttersprache) | en-GB", "de+en"]
)
def test_languages_become_codes(written: str) -> None:
    """Names, codes and regions all mean the same language."""
    row, problems = only_row(Languages=written)
    assert row.languages == ("de", "en")
    assert problems == ()


def test_an_unknown_language_is_left_out_alone() -> None:
    """The languages beside it count."""
    row, problems = only_row(Languages="en, Klingon")
    assert row.languages == ("en",)
    assert said(problems) == ["languages names a language that is not known here"]


@pytest.mark.parametrize(
    ("written", "level"), [("5", 5), ("L5", 5), ("5.0", 5), ("Grade 7", 7), ("level 03", 3)]
)
def test_levels_are_whole_numbers(written: str, level: int) -> None:
    """A letter before the number or a decimal zero after it does not matter."""
    row, problems = only_row(Level=written)
    assert row.level == level
    assert problems == ()


@pytest.mark.parametrize(
    ("written", "what"),
    [("senior", "is not a whole number"), ("4.5", "is not a whole number"), ("0", "is not between 1 and 99")],
)
def test_what_is_no_level_is_left_empty(written: str, what: str) -> None:
    """A level that cannot be read counts as unknown."""
    row, problems = only_row(Level=written)
    assert row.level is None
    assert said(problems) == [f"level {what}"]


def test_accents_are_normalised() -> None:
    """A decomposed name equals its composed form."""
    row, problems = only_row(Name="Zoe\u0308 Łukasik")
    assert row.name == "Zoë Łukasik"
    assert problems == ()


def test_accents_that_were_encoded_twice_are_restored() -> None:
    """The usual damage of a wrong import is undone, and said."""
    row, problems = only_row(Name="ZoÃ« MÃ¼ller")
    assert row.name == "Zoë Müller"
    assert [(problem.severity, problem.what) for problem in problems] == [("note", "was encoded twice")]


def test_a_lost_character_is_reported() -> None:
    """What a wrong conversion destroyed cannot be restored, only noticed."""
    _, problems = only_row(Name="Zo\N{REPLACEMENT CHARACTER} Lee")
    assert said(problems) == ["name has lost a character"]


def test_stray_and_invisible_white_space_is_dropped() -> None:
    """No-break spaces, zero-width spaces and doubled spaces are no part of a name."""
    row, problems = only_row(Name="  Zoë\u00a0 \u200bŁukasik ", Department=" Quality\t")
    assert (row.name, row.department) == ("Zoë Łukasik", "Quality")
    assert problems == ()


@pytest.mark.parametrize("written", ["-", "n/a", "N/A", "none", "NULL", "#N/A", "?"])
def test_there_are_many_ways_to_say_nothing(written: str) -> None:
    """A placeholder is an empty cell."""
    row, problems = only_row(Department=written)
    assert row.department is None
    assert said(problems) == ["department is missing"]


def test_null_is_a_surname() -> None:
    """A name is never taken for an empty cell."""
    row, problems = only_row(Name="Null")
    assert (row.name, problems) == ("Null", ())


def test_given_and_family_name_make_a_name() -> None:
    """Systems that split names are understood."""
    row, _ = only_row(Name="", First_Name="Zoë", Last_Name="Łukasik")
    assert row.name == "Zoë Łukasik"


def test_a_missing_name_is_replaced_by_the_employee_id() -> None:
    """Somebody without a name can still be spoken of."""
    row, problems = only_row(Name="")
    assert row.name == "1001"
    assert said(problems) == ["name is missing"]


@pytest.mark.parametrize(
    "written", ["see directory", "anna(at)example.com", "info@", "@example.com", "a b@example.com", "a@b"]
)
def test_whoever_cannot_be_reached_does_not_take_part(written: str) -> None:
    """A wrong address is left empty, and its owner is loaded without a wish."""
    row, problems = only_row(**{"E-mail": written})
    assert (row.email, row.wishes) == (None, ())
    assert said(problems) == ["email is no e-mail address", "roles belongs to somebody who cannot be reached"]


def test_addresses_are_compared_in_lower_case() -> None:
    """Case does not make another address."""
    row, _ = only_row(**{"E-mail": "<Zoe@Example.COM>"})
    assert row.email == "zoe@example.com"


def test_what_a_match_goes_by_is_missed() -> None:
    """A participant's gaps are reported; they count as neutral later."""
    row, problems = only_row(Department="", Level="", Time_zone="", Languages="", Hire_date="")
    assert row.wishes
    assert said(problems) == [
        f"{column} is missing" for column in ("department", "level", "time_zone", "languages", "hired_on")
    ]


def test_nobody_asks_what_a_bystander_leaves_out() -> None:
    """Gaps matter only for those who take part."""
    _, problems = only_row(Role="", Department="", Level="", Time_zone="", Languages="", Hire_date="")
    assert problems == ()


@pytest.mark.parametrize("code", ["L", "l", "On leave", "LOA", "Parental leave"])
def test_people_on_leave_are_loaded_and_marked(code: str) -> None:
    """Leave stops no application, but is known."""
    row, problems = only_row(Status=code)
    assert row.employment is Employment.ON_LEAVE
    assert [(problem.severity, problem.what) for problem in problems] == [
        ("note", "is that of somebody on leave")
    ]


@pytest.mark.parametrize(("code", "what"), [("", "is missing"), ("X", "is none of A, L and T")])
def test_an_unknown_status_counts_as_employed(code: str, what: str) -> None:
    """An export without statuses is usable."""
    row, problems = only_row(Status=code)
    assert row.employment is Employment.EMPLOYED
    assert said(problems) == [f"status {what}"]


def test_a_leaving_date_ahead_is_kept() -> None:
    """Somebody who leaves within the cycle is loaded, with the date."""
    row, problems = only_row(Termination_date="30 Jun 2026")
    assert row.leaves_on == date(2026, 6, 30)
    assert problems == ()


def test_a_fact_of_absurd_length_is_left_empty() -> None:
    """A whole letter in the department's cell is no department."""
    row, problems = only_row(Department="x" * 201)
    assert row.department is None
    assert said(problems) == ["department is longer than 200 characters"]


def test_an_employee_id_that_a_spreadsheet_took_for_a_number_is_itself_again() -> None:
    """1001.0 is 1001."""
    row, _ = only_row(Employee_ID="1001.0")
    assert row.employee_id == "1001"


def test_a_row_shows_no_personal_texts() -> None:
    """What is printed or logged of a row names nobody."""
    row, _ = only_row(Motivation="I am Zoë", Job_Title="Analyst")
    assert "Zo" not in repr(row)
    assert "zoe@" not in repr(row)
