"""How far long work has come, on a terminal and elsewhere."""

import sys
from io import StringIO

import pytest

from cli.progress import file_progress


class Screen(StringIO):
    """What a person looks at."""

    def isatty(self) -> bool:
        """Say that somebody is there."""
        return True


@pytest.mark.parametrize(("size", "read"), [(4_000_000, "2.0/4.0 MB"), (None, "1,000 events")])
def test_a_person_sees_bytes_and_events(monkeypatch: pytest.MonkeyPatch, size: int | None, read: str) -> None:
    """Also where nobody knows how much there is to read."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    with file_progress("importing", size) as told:
        told(2_000_000, 1_000)
    shown = screen.getvalue()
    assert read in shown
    assert "1,000 events, " in shown
    assert "/s" in shown


def test_a_program_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log file stays free of bars."""
    quiet = StringIO()
    monkeypatch.setattr(sys, "stderr", quiet)
    with file_progress("importing", 100) as told:
        told(50, 1)
    assert quiet.getvalue() == ""
