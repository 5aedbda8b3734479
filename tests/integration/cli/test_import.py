"""Bringing a history into the log."""

import gzip
import json
import signal
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bootstrap.container import MIGRATIONS
from domain.envelope import RecordedEvent
from domain.ids import derive
from eventstore.importer import CHUNK
from eventstore.leaf import envelope
from eventstore.migrate import migrate
from eventstore.postgres import PostgresEventStore
from eventstore.testing import LATE
from tests.kit.ledger import Ledger
from tests.kit.machine import python
from tests.kit.terminal import Terminal


def lines(count: int, **changes: object) -> list[str]:
    """Return events of another system, of a type that is not known, in streams that take turns."""
    metadata = {"actor": {"type": "service", "id": "old"}, "correlation_id": "old", "causation_id": "old"}
    fixed = {"type": "old.happened", "schema_version": 1, "metadata": metadata}
    return [
        json.dumps(
            {
                "event_id": str(derive("old", number)),
                "stream": f"old-{number % 3}",
                "data": {"number": number},
                "occurred_at": "2024-01-01T09:00:00Z",
                **fixed,
                **changes,
            }
        )
        for number in range(count)
    ]


def file_of(tmp_path: Path, texts: Iterable[str]) -> Path:
    """Write lines to a file."""
    file = tmp_path / "history.jsonl"
    file.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return file


def numbers(store: PostgresEventStore) -> list[int]:
    """Return what the events of the log are numbered with."""
    return [event.data["number"] for event in store.read(limit=2 * CHUNK)]


def test_an_export_gives_the_same_log_elsewhere(
    terminal: Terminal,
    ledger: Ledger,
    postgres_store: PostgresEventStore,
    empty_database: str,
    tmp_path: Path,
) -> None:
    """Every event is equal but for when it was recorded; seals and signatures hold in the new log, too."""
    assert ledger
    events = postgres_store.read(limit=1000)
    file = file_of(tmp_path, (envelope(event).decode() for event in events))
    migrate(empty_database, MIGRATIONS)
    elsewhere = Terminal({**terminal.environment, "DATABASE_URL": empty_database})
    assert elsewhere.json("events", "import", file) == {
        "source": str(file),
        "given": len(events),
        "new": len(events),
        "skipped": 0,
        "head": len(events),
        "unknown": {},
    }
    with PostgresEventStore(empty_database) as store:
        assert [anew(event) for event in store.read(limit=1000)] == [anew(event) for event in events]
    assert elsewhere.json("audit", "verify")["verified"] is True


def anew(event: RecordedEvent) -> RecordedEvent:
    """Return an event without what every log gives by itself."""
    return replace(event, recorded_at=event.occurred_at, leaf_hash=b"")


def test_what_the_tail_prints_is_there_already(terminal: Terminal, ledger: Ledger, tmp_path: Path) -> None:
    """Its lines are events too; in their own log all of them are skipped."""
    assert ledger
    printed = terminal.run("events", "tail", "--after", 0, "--limit", 1000, "-o", "json").stdout
    file = file_of(tmp_path, printed.splitlines())
    imported = terminal.json("events", "import", file)
    given = len(printed.splitlines())
    assert (imported["given"], imported["new"], imported["skipped"]) == (given, 0, given)
    assert imported["head"] == given


def test_events_of_unknown_types_are_kept_and_counted(
    terminal: Terminal, postgres_store: PostgresEventStore, tmp_path: Path
) -> None:
    """In their order, at the ends of their streams; a person is warned."""
    result = terminal.run("events", "import", file_of(tmp_path, lines(7)))
    assert "old.happened (7)" in result.stdout
    assert "7 events are of types that this program does not know" in result.stderr
    assert numbers(postgres_store) == list(range(7))
    assert [event.version for event in postgres_store.load("old-0")] == [1, 2, 3]


def test_a_history_comes_packed_or_through_a_pipe(
    terminal: Terminal, postgres_store: PostgresEventStore, tmp_path: Path
) -> None:
    """One by its name, the other by a dash."""
    packed = tmp_path / "history.jsonl.gz"
    packed.write_bytes(gzip.compress("\n".join(lines(3)).encode()))
    assert terminal.json("events", "import", packed)["new"] == 3
    result = terminal.run("events", "import", "-", "-o", "json", typed="\n".join(lines(5)))
    imported = json.loads(result.stdout)
    assert (imported["source"], imported["new"], imported["skipped"]) == ("standard input", 2, 3)
    assert numbers(postgres_store) == list(range(5))


def test_a_bad_line_stops_the_import_and_the_next_one_goes_on(
    terminal: Terminal, postgres_store: PostgresEventStore, tmp_path: Path
) -> None:
    """What was committed stays; once the line is corrected, it is skipped."""
    sound = lines(CHUNK + 10)
    spoilt = [*sound]
    spoilt[CHUNK + 4] = spoilt[CHUNK + 4].replace('"stream": "old-', '"stream": "OLD-')
    error = terminal.error("events", "import", file_of(tmp_path, spoilt), code=1)
    assert error["type"] == "line_refused"
    assert error["detail"].startswith(f"Line {CHUNK + 5} of {tmp_path / 'history.jsonl'} was refused: 'OLD-")
    assert postgres_store.head().position == CHUNK
    imported = terminal.json("events", "import", file_of(tmp_path, sound))
    assert (imported["new"], imported["skipped"], imported["head"]) == (10, CHUNK, CHUNK + 10)
    assert numbers(postgres_store) == list(range(CHUNK + 10))


@pytest.mark.parametrize("known", ["in the log", "in the file"])
def test_an_id_that_stands_for_something_else_is_told_by_its_line(
    terminal: Terminal, postgres_store: PostgresEventStore, tmp_path: Path, known: str
) -> None:
    """Only the log knows; the line is named all the same."""
    first, second, third = lines(3)
    if known == "in the log":
        terminal.run("events", "import", file_of(tmp_path, [third]))
    before = postgres_store.head()
    other = third.replace('"number": 2', '"number": 7')
    texts = [first, *([third] if known == "in the file" else []), second, other]
    error = terminal.error("events", "import", file_of(tmp_path, texts), code=1)
    assert error["detail"].startswith(f"Line {len(texts)} of ")
    assert "is already used: it is with other content" in error["detail"]
    assert postgres_store.head() == before


def test_a_check_finds_every_bad_line_and_needs_no_engine(ledger: Ledger, tmp_path: Path) -> None:
    """In both forms, with exit code 1; a sound file is fit."""
    here = Terminal({"MENTORING_HOME": str(tmp_path / "nothing"), "DATABASE_URL": "", "TEMPORAL_ADDRESS": ""})
    known = lines(1, type="lesson.consent_given", data={"by": 7}, stream=ledger.lesson)
    file = file_of(tmp_path, [*lines(2), "{", *known])
    checked = here.json("events", "import", file, "--check", code=1)
    assert (checked["given"], checked["found"], checked["usable"]) == (4, 2, False)
    assert [finding["line"] for finding in checked["findings"]] == [3, 4]
    assert checked["unknown"] == {"old.happened": 2}
    result = here.run("events", "import", file, "--check", code=1)
    assert "lesson.consent_given version 1: by: " in result.stdout
    assert "NOT fit" in result.stderr
    result = here.run("events", "import", file_of(tmp_path, lines(2)), "--check")
    assert "is fit to be imported" in result.stderr


def test_a_check_writes_nothing(
    terminal: Terminal, postgres_store: PostgresEventStore, tmp_path: Path
) -> None:
    """Not even when everything is sound."""
    terminal.run("events", "import", file_of(tmp_path, lines(2)), "--check")
    assert postgres_store.head().position == 0


def test_a_file_that_cannot_be_read_is_told(terminal: Terminal, tmp_path: Path) -> None:
    """A missing one is a wrong use of the command; one that breaks off names its last line."""
    assert "cannot be read: No such file" in terminal.run("events", "import", "nowhere", code=2).stderr
    broken = tmp_path / "history.jsonl.gz"
    broken.write_bytes(gzip.compress("\n".join(lines(2000)).encode())[:-200])
    error = terminal.error("events", "import", broken, code=1)
    assert error["type"] == "history_unreadable"
    broken.write_text("no archive at all", encoding="utf-8")
    assert "After line 0" in terminal.error("events", "import", broken, code=1)["detail"]


def test_an_interrupted_import_keeps_what_was_committed_and_says_how_to_go_on(
    terminal: Terminal, postgres_store: PostgresEventStore, tmp_path: Path
) -> None:
    """Ctrl-C between two chunks: the same history again brings the rest."""
    history = lines(2 * CHUNK)
    command = ("-m", "cli", "events", "import", "-", "-o", "json")
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with python(*command, environment=terminal.environment, **pipes) as process:
        assert process.stdin
        process.stdin.write("".join(f"{text}\n" for text in history[: CHUNK + 1]))
        process.stdin.flush()
        assert postgres_store.wait(0, LATE)
        process.send_signal(signal.SIGINT)
        said, error = process.communicate()
    assert (said, process.returncode) == ("", 130)
    assert json.loads(error)["type"] == "import_interrupted"
    assert "Run the same command again" in json.loads(error)["detail"]
    assert numbers(postgres_store) == list(range(CHUNK))
    imported = terminal.json("events", "import", file_of(tmp_path, history))
    assert (imported["new"], imported["skipped"]) == (CHUNK, CHUNK)
