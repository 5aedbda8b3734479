"""The log on a terminal."""

import json
import subprocess
from typing import Any

import pytest

from eventstore.postgres import PostgresEventStore
from tests.kit.ledger import MENTOR_NAME, Ledger, register
from tests.kit.machine import python
from tests.kit.terminal import Terminal
from vault.postgres import PostgresVault


def lines(terminal: Terminal, *options: object) -> list[dict[str, Any]]:
    """Return what the tail prints as JSON, one object a line."""
    printed = terminal.run("events", "tail", *options, "-o", "json").stdout
    return [json.loads(line) for line in printed.splitlines()]


def test_the_tail_is_the_end_of_the_log(terminal: Terminal, ledger: Ledger) -> None:
    """By default the last twenty events; with a limit, as many."""
    head = terminal.json("audit", "verify")["head"]
    assert [event["position"] for event in lines(terminal)] == list(range(head - 19, head + 1))
    assert [event["position"] for event in lines(terminal, "--limit", 3)] == [head - 2, head - 1, head]
    assert lines(terminal, "--limit", 1)[0]["stream"] == ledger.lesson


def test_a_tail_after_a_position_goes_forward(terminal: Terminal, ledger: Ledger) -> None:
    """The first events beyond it, in order."""
    assert ledger
    assert [event["position"] for event in lines(terminal, "--after", 4, "--limit", 3)] == [5, 6, 7]


def test_a_tail_after_a_position_is_whole(
    terminal: Terminal, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a limit everything that is there follows, however many pages that takes: a copy of the log."""
    assert ledger
    monkeypatch.setattr("cli.events.PAGE", 7)
    head = terminal.json("audit", "verify")["head"]
    assert [event["position"] for event in lines(terminal, "--after", 0)] == list(range(1, head + 1))


def test_a_tail_of_a_stream_is_its_own(terminal: Terminal, ledger: Ledger) -> None:
    """Only its events, the last ones first chosen, in order."""
    whole = lines(terminal, "--stream", ledger.active, "--limit", 100)
    assert {event["stream"] for event in whole} == {ledger.active}
    assert [event["version"] for event in whole] == list(range(1, len(whole) + 1))
    assert lines(terminal, "--stream", ledger.active, "--limit", 2) == whole[-2:]
    third = whole[2]["position"]
    assert lines(terminal, "--stream", ledger.active, "--after", third, "--limit", 1) == whole[3:4]
    assert lines(terminal, "--stream", "relationship-x") == []


def test_a_table_line_says_when_what_where_and_by_whom(terminal: Terminal, ledger: Ledger) -> None:
    """One line an event, without anything personal."""
    [line] = terminal.run("events", "tail", "--stream", ledger.mentor).stdout.splitlines()
    assert line.split() == [
        "4",
        "2026-01-05",
        "09:00Z",
        "person.registered",
        ledger.mentor,
        "person-coordinator",
    ]


def test_texts_stay_sealed(terminal: Terminal, ledger: Ledger) -> None:
    """The tail is for following what happens, not for reading about people."""
    printed = terminal.run("events", "tail", "--stream", ledger.mentor, "-o", "json").output
    assert MENTOR_NAME not in printed
    assert '"box"' in printed


def test_following_shows_what_comes(
    terminal: Terminal, ledger: Ledger, postgres_store: PostgresEventStore, postgres_vault: PostgresVault
) -> None:
    """An event appended while somebody follows is printed, without asking again."""
    head = str(postgres_store.head().position)
    command = ("-m", "cli", "events", "tail", "--after", head, "--follow", "-o", "json")
    with python(*command, environment=terminal.environment, stdout=subprocess.PIPE) as tail:
        assert tail.stdout
        newcomer = register(postgres_store, postgres_vault, "2001", "Ida Grün")
        seen = json.loads(tail.stdout.readline())
    assert newcomer != ledger.mentor
    assert (seen["stream"], seen["type"]) == (newcomer, "person.registered")
