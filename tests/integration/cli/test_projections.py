"""Read models, looked at and built anew from the command line."""

from dataclasses import replace

import psycopg
import pytest

from eventstore.api import Expected
from eventstore.postgres import PostgresEventStore
from eventstore.testing import new_event
from projections.read_models import PROJECTIONS
from projections.runner import Runner
from tests.kit.ledger import Ledger
from tests.kit.terminal import Terminal

SPOIL = "UPDATE read.lessons SET status = 'published'"


def test_the_state_of_projections(terminal: Terminal, ledger: Ledger) -> None:
    """Each is caught up, whoever ran it last."""
    assert ledger
    found = terminal.json("projections", "status")
    assert {each["projection"] for each in found} >= {"relationship_board", "cycles", "lessons_log"}
    assert {each["lag_events"] for each in found} == {0}
    assert {each["health"] for each in found} <= {"current", "nobody runs it"}
    assert "relationship_board" in terminal.run("projections", "status").stdout


def test_a_projection_is_rebuilt(terminal: Terminal, ledger: Ledger) -> None:
    """Afterwards it says the same, and its position is the end of the log."""
    before = terminal.json("lessons", "list")
    rebuilt = terminal.json("projections", "rebuild", "lessons_log")
    [status] = [
        each for each in terminal.json("projections", "status") if each["projection"] == "lessons_log"
    ]
    assert rebuilt == {"projection": "lessons_log", "position": status["head"]}
    assert "rebuilt" in terminal.run("projections", "rebuild", "lessons_log").stderr
    assert terminal.json("lessons", "list") == before
    assert [each["lesson"] for each in before] == [ledger.lesson]


@pytest.mark.parametrize("command", ["rebuild", "verify", "park", "parked"])
def test_a_read_model_that_nobody_knows_is_told(terminal: Terminal, command: str) -> None:
    """With the names that there are, instead of an empty answer."""
    error = terminal.error("projections", command, "bord", code=1)
    assert error["type"] == "unknown_projection"
    assert "relationship_board" in error["detail"]


def test_a_projection_is_compared_with_its_rebuild(terminal: Terminal, ledger: Ledger, database: str) -> None:
    """No difference while nobody touched it; one row, and exit code 3, when somebody did."""
    same = terminal.json("projections", "verify", "lessons_log")
    assert same["differences"] == []
    with psycopg.connect(database) as connection:
        connection.execute(SPOIL)
    different = terminal.json("projections", "verify", "lessons_log", code=3)["differences"]
    [found] = different
    assert (found["table"], found["difference"], found["columns"]) == ("lessons", "different", "status")
    assert ledger.lesson in different[0]["key"]
    assert ledger.lesson in terminal.run("projections", "verify", "lessons_log", code=3).stdout


def test_a_rebuild_beside_the_live_one_mends_it(terminal: Terminal, ledger: Ledger, database: str) -> None:
    """What was wrong is shown, and gone afterwards."""
    with psycopg.connect(database) as connection:
        connection.execute(SPOIL)
    rebuilt = terminal.json("projections", "rebuild", "lessons_log", "--shadow")
    assert [ledger.lesson in each["key"] for each in rebuilt["differences"]] == [True]
    assert terminal.json("projections", "verify", "lessons_log")["differences"] == []


def test_an_event_that_cannot_be_applied_is_parked_tried_and_left_out(
    terminal: Terminal, ledger: Ledger, database: str, postgres_store: PostgresEventStore
) -> None:
    """The read model stops, goes on without the stream, and takes it up again without the event."""
    poison = replace(new_event("poison"), type="lesson.captured", data={"text": "not sealed"})
    postgres_store.append("lesson-poison", [poison], expected=Expected.NO_STREAM)
    Runner(database, PROJECTIONS).catch_up()
    states = {each["projection"]: each["health"] for each in terminal.json("projections", "status")}
    assert states["lessons_log"] == "stopped"

    [parked] = terminal.json("projections", "park", "lessons_log", "--by", "person-operator")
    assert (parked["stream"], parked["type"]) == ("lesson-poison", "lesson.captured")
    assert terminal.json("projections", "parked") == [parked]
    assert "lesson-poison" in terminal.run("projections", "parked", "lessons_log").stdout

    [again] = terminal.json("projections", "retry", "lessons_log", "lesson-poison")
    assert again["attempts"] == 2
    skipped = terminal.run("projections", "skip", "lessons_log", "lesson-poison", "--reason", "malformed")
    assert "followed again" in skipped.stderr
    assert terminal.json("projections", "parked") == []
    assert [each["lesson"] for each in terminal.json("lessons", "list")] == [ledger.lesson]
    error = terminal.error("projections", "retry", "lessons_log", "lesson-poison", code=1)
    assert error["type"] == "not_parked"


def test_a_read_model_that_may_park_is_rebuilt_past_what_it_cannot_apply(
    terminal: Terminal, ledger: Ledger, postgres_store: PostgresEventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a rebuild would stop, one that is told to park goes on to the end and says what waits."""
    poison = replace(new_event("poison"), type="lesson.captured", data={"text": "not sealed"})
    postgres_store.append("lesson-poison", [poison], expected=Expected.NO_STREAM)
    assert "stopped before" in terminal.run("projections", "rebuild", "lessons_log", code=1).stderr
    monkeypatch.setenv("MENTORING_PARKING", "lessons_log")
    assert terminal.json("projections", "rebuild", "lessons_log")["projection"] == "lessons_log"
    [parked] = terminal.json("projections", "parked")
    assert parked["stream"] == "lesson-poison"
    assert [each["lesson"] for each in terminal.json("lessons", "list")] == [ledger.lesson]
