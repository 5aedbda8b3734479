"""Checking files: designs and rosters."""

import json
from pathlib import Path

import pytest

from tests.kit.designs import GRADUATE, design_text
from tests.kit.terminal import Terminal

ROSTER = """employee_id,name,email,status
1001,Zoë Ångström,zoe@example.org,active
1001,Zoë Ångström,zoe@example.org,active
1002,Bram de Vries,bram@example.org,left
"""


@pytest.fixture
def here() -> Terminal:
    """A terminal without any engine."""
    return Terminal({})


def test_a_sound_design_is_usable(here: Terminal) -> None:
    """The example has no errors."""
    checked = here.json("programme", "check", GRADUATE)
    assert (checked["source"], checked["usable"]) == (str(GRADUATE), True)
    assert "usable" in here.run("programme", "check", GRADUATE).stderr


def test_a_broken_design_fails_with_line_place_and_way_out(here: Terminal, tmp_path: Path) -> None:
    """In both forms, and with exit code 1."""
    broken = tmp_path / "broken.yaml"
    broken.write_text(design_text("\nkey: graduate\n", "\nkey: Graduate Programme\n"), encoding="utf-8")
    checked = here.json("programme", "check", broken, code=1)
    assert checked["usable"] is False
    [finding] = checked["findings"]
    assert (finding["path"], finding["severity"]) == ("key", "error")
    printed = here.run("programme", "check", broken, code=1)
    assert str(finding["line"]) in printed.stdout
    assert "lower-case letters" in printed.stdout
    assert "not usable" in printed.stderr


def test_a_roster_is_checked_without_failing(here: Terminal, tmp_path: Path) -> None:
    """Each finding names its line and whether the person is loaded; no value of a cell is shown."""
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    checked = here.json("roster", "check", roster, "--today", "2026-03-02")
    assert checked["loaded"] == 1
    assert {(each["line"], each["loaded"]) for each in checked["findings"]} == {(3, False), (4, False)}
    printed = here.run("roster", "check", roster, "--today", "2026-03-02")
    assert "1 people can be loaded" in printed.stderr
    assert "Zoë" not in printed.output


def test_a_file_that_is_no_roster_is_refused(here: Terminal, tmp_path: Path) -> None:
    """Without employee ids nobody can be known."""
    roster = tmp_path / "roster.csv"
    roster.write_text("colour,size\nred,3\n", encoding="utf-8")
    result = here.run("roster", "check", roster, "-o", "json", code=1)
    assert json.loads(result.stderr)["type"] == "unusable_roster"
