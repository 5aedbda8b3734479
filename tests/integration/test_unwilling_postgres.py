"""The embedded PostgreSQL, when it runs and takes no connection."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from bootstrap.databases import (
    EmbeddedPostgresEnded,
    EmbeddedPostgresSilent,
    EmbeddedPostgresUnwilling,
    ensure_database,
)
from bootstrap.embedded_postgres import EmbeddedPostgres


def test_a_full_server_says_where_its_log_is(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is told to look into it need not look for it."""
    monkeypatch.setattr("bootstrap.databases.SILENT_FOR", 0.0)
    settings = {"max_connections": "1", "superuser_reserved_connections": "0", "reserved_connections": "0"}
    server = EmbeddedPostgres(directory, settings=settings)
    with (
        psycopg.connect(server.start()),
        pytest.raises(EmbeddedPostgresUnwilling, match=rf"too many clients.*{directory / 'server.log'}"),
    ):
        server.start()


@pytest.mark.timeout(60)  # the driver by itself is patient for more than two minutes
def test_a_frozen_server_is_not_waited_for_for_ever(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It still takes connections as far as the kernel goes, and says nothing."""
    monkeypatch.setattr("bootstrap.databases.SILENT_FOR", 0.0)
    monkeypatch.setattr("bootstrap.databases.CONNECTS_WITHIN", 2)
    server = EmbeddedPostgres(directory)
    server.start()
    process = int((directory / "data" / "postmaster.pid").read_text().partition("\n")[0])
    os.kill(process, signal.SIGSTOP)
    try:
        with pytest.raises(EmbeddedPostgresSilent, match=f"Process {process} "):
            server.start()
    finally:
        os.kill(process, signal.SIGCONT)


def test_a_server_that_has_ended_meanwhile_is_not_blamed_on_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is sent to remove a file that is not there."""
    monkeypatch.setattr("bootstrap.databases.SILENT_FOR", 0.0)
    url = f"postgresql://postgres@/postgres?host={tmp_path}&port=5432"
    with pytest.raises(EmbeddedPostgresEnded, match="start again"):
        ensure_database(url, "mentoring", tmp_path / "data", tmp_path / "server.log")
