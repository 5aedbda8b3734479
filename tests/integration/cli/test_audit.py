"""Verifying a real log, sound and spoilt."""

from typing import LiteralString

import psycopg
import pytest

from audit.kept import DatabaseLog
from domain.relationship.events import AgreementDrafted
from eventstore.leaf import envelope_of, leaf_hash
from tests.kit.ledger import Ledger
from tests.kit.terminal import Terminal


def spoil(database: str, statement: LiteralString, *parameters: object) -> None:
    """Change one event behind the log's back, as somebody with all rights over the database could."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("ALTER TABLE log.event DISABLE TRIGGER event_is_append_only")
        assert connection.execute(statement, parameters).rowcount == 1
        connection.execute("ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_append_only")


def test_a_sound_log_is_verified(terminal: Terminal, ledger: Ledger) -> None:
    """In both forms, and the exit code says it too."""
    assert ledger
    verification = terminal.json("audit", "verify")
    assert verification["verified"] is True
    assert verification["findings"] == []
    result = terminal.run("audit", "verify")
    assert "the log is verified" in result.stderr
    assert str(verification["events"]) in result.stdout


TAMPERING: list[tuple[LiteralString, str]] = [
    (
        "UPDATE log.event SET data = replace(data::text, ':3', ':9')::json WHERE position = 4",
        "changed after it was recorded",
    ),
    (
        "UPDATE log.event SET data = (data::text || ' ')::json WHERE position = 4",
        "changed after it was recorded",
    ),
    (
        "UPDATE log.event SET occurred_at = occurred_at - interval '1 day' WHERE position = 7",
        "changed after it was recorded",
    ),
    ("UPDATE log.event SET stream = stream || 'x' WHERE position = 8", "changed after it was recorded"),
    ("DELETE FROM log.event WHERE position = 9", "position 9 is missing before it"),
]


@pytest.mark.parametrize(("statement", "what"), TAMPERING)
def test_tampering_is_found(
    terminal: Terminal, ledger: Ledger, database: str, statement: LiteralString, what: str
) -> None:
    """Whatever was changed, even a blank: the command says where, and ends with 3."""
    assert ledger
    spoil(database, statement)
    verification = terminal.json("audit", "verify", code=3)
    assert verification["verified"] is False
    assert any(what in finding["what"] for finding in verification["findings"])
    result = terminal.run("audit", "verify", code=3)
    assert what in result.stdout
    assert "NOT" in result.stderr


def test_a_tamperer_who_computes_the_hash_anew_is_betrayed(
    terminal: Terminal, ledger: Ledger, database: str
) -> None:
    """An agreement that was exchanged, with a fresh leaf hash, no longer fits what was signed."""
    log = DatabaseLog(database)
    [kept] = [each for each in log.events(log.head()) if each.event.type == AgreementDrafted.type]
    text = kept.data.replace("grow into the job", "grow out of it")
    fresh = leaf_hash(envelope_of(kept.event, text, kept.metadata))
    statement: LiteralString = "UPDATE log.event SET data = %s::json, leaf_hash = %s WHERE position = %s"
    spoil(database, statement, text, fresh, kept.event.position)
    [finding] = terminal.json("audit", "verify", code=3)["findings"]
    assert finding["stream"] == ledger.active
    assert finding["what"].startswith("the hash of its document is")


def test_a_database_without_a_log_is_told_how_to_get_one(terminal: Terminal, empty_database: str) -> None:
    """No trace, but the command that helps."""
    lost = Terminal({**terminal.environment, "DATABASE_URL": empty_database})
    error = lost.error("audit", "verify", code=1)
    assert error["type"] == "schema_missing"
    assert "mentoring db migrate" in error["detail"]
