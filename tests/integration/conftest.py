"""Fixtures for tests of several subjects that start engines, or processes of the engine."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import structlog

from bootstrap.embedded_postgres import EmbeddedPostgres
from bootstrap.settings import variable


@pytest.fixture
def directory() -> Iterator[Path]:
    """A directory for a PostgreSQL server, which is stopped afterwards."""
    with TemporaryDirectory(prefix="mentoring-embedded-") as root:
        yield Path(root) / "postgres"
        EmbeddedPostgres(Path(root) / "postgres").stop("immediate")


@pytest.fixture
def nowhere(tmp_path: Path) -> Mapping[str, str]:
    """The environment of a process of the engine whose database is out of reach."""
    return {"DATABASE_URL": "postgresql:///nowhere", variable("home"): str(tmp_path)}


@pytest.fixture
def unbound_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is logged be captured, although an earlier test of this process may have logged for real.

    A logger that was used once keeps the configuration of that moment.
    """
    structlog.reset_defaults()
    for name in ("caretaker", "supervisor"):
        monkeypatch.setattr(f"bootstrap.{name}.log", structlog.get_logger())
