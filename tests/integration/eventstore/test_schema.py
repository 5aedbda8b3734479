"""The schema of a database is what all migrations make of it, in however many steps they came."""

import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap.embedded_postgres import bundled_binaries
from eventstore.migrate import migrate, migrations
from eventstore.testing import LATE
from tests.kit.postgres import DEBIAN, SOURCES


def schema(database: str, version: str) -> list[str]:
    """Return everything that defines a database, owners and grants included, in SQL."""
    programs = DEBIAN if version == "15" else bundled_binaries()
    command = [str(programs / "pg_dump"), "--schema-only", database]
    limit = LATE.total_seconds()
    dumped = subprocess.run(command, check=True, capture_output=True, text=True, timeout=limit)
    return [line for line in dumped.stdout.splitlines() if not line.startswith(("\\", "--"))]


def test_release_by_release_or_at_once(
    postgres_version: str, database: str, empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that got one migration at a time is the same as one that got all of them together."""
    folder = tmp_path / "growing" / "sql"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "growing", raising=False)
    for number, migration in enumerate(migrations(SOURCES)):
        (folder / f"{number:04}_next.sql").write_text(migration.sql)
        assert len(migrate(empty_database, ["growing"])) == 1
    at_once = schema(database, postgres_version)
    assert any("CREATE FUNCTION log.append" in line for line in at_once)
    assert schema(empty_database, postgres_version) == at_once
