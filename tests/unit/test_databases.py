"""How long somebody waits for a PostgreSQL server that takes no connection."""

import pytest

from bootstrap.databases import RECOVERS_WITHIN, SILENT_FOR, Patience

HELD = 'connection to server on socket "{path}/.s.PGSQL.5432" failed: {answer}'
"""What the driver says: the path of the socket may hold any word."""


def said(answer: str, path: str = "/srv/mentoring/postgres/data") -> str:
    """Return what the driver says."""
    return HELD.format(path=path, answer=answer)


NOBODY = said("No such file or directory\n\tIs the server running locally and accepting connections?")


@pytest.mark.parametrize(
    "state",
    [
        "the database system is starting up",
        "the database system is in recovery mode",
        "the database system is not yet accepting connections\nDETAIL:  Recovery goes on.",
        "the database system is shutting down",
    ],
)
def test_a_server_that_recovers_is_given_time(state: str) -> None:
    """It says so each time, and has minutes; but not for ever."""
    patience = Patience(0)
    answer = said(f"FATAL:  {state}")
    assert not any(patience.is_over(answer, second) for second in range(int(RECOVERS_WITHIN)))
    assert patience.is_over(answer, RECOVERS_WITHIN + 1)


@pytest.mark.parametrize("path", ["/srv/mentoring", "/srv/recovery-2026", "/srv/starting up"])
def test_silence_is_silence_wherever_the_server_lives(path: str) -> None:
    """A home folder that is called after a recovery makes nobody wait for one."""
    patience = Patience(0)
    assert not patience.is_over(said("Connection refused", path), SILENT_FOR - 1)
    assert patience.is_over(said("Connection refused", path), SILENT_FOR + 1)


def test_a_server_that_took_its_time_to_stop_is_not_taken_for_silent_at_once() -> None:
    """Silence counts from the last that was heard of it."""
    patience = Patience(0)
    assert not patience.is_over(said("FATAL:  the database system is shutting down"), 60)
    assert not patience.is_over(NOBODY, 60 + SILENT_FOR - 1)
    assert patience.is_over(NOBODY, 60 + SILENT_FOR + 1)
