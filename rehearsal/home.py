"""Where a rehearsal lives: a home folder that no real programme uses."""

import shutil
from pathlib import Path
from typing import Final

from bootstrap.container import Container
from bootstrap.settings import temporal_connection
from bootstrap.sole import check_idle
from domain.clock import Clock
from domain.errors import MentoringError

MARK: Final = "rehearsal"
"""The file that tells a rehearsal's home from a real one."""


class HomeInUse(MentoringError):
    """A rehearsal needs a home folder of its own, and {home} holds something else.

    Set MENTORING_HOME to another folder; nothing was touched.
    """


class EnginesConfigured(MentoringError):
    """A rehearsal runs on engines of its own, and {variable} names another one.

    Unset it for the rehearsal; nothing was touched.
    """


def prepare(container: Container) -> None:
    """Make an empty home folder for a rehearsal; an earlier rehearsal in it is removed.

    Raises:
        HomeInUse: the folder holds something that is no rehearsal.
        EngineRunning: it holds a rehearsal that is not over.
        EnginesConfigured: PostgreSQL or Temporal of somebody else would be used.
    """
    if container.settings.database_url is not None:
        raise EnginesConfigured(variable="DATABASE_URL")
    if temporal_connection() is not None:
        raise EnginesConfigured(variable="TEMPORAL_ADDRESS")
    home = container.settings.home
    if home.exists() and any(home.iterdir()):
        if not (home / MARK).exists():
            raise HomeInUse(home=home)
        _remove(container, home)
    home.mkdir(parents=True, exist_ok=True)
    (home / MARK).touch()


def start_clock(container: Container, clock: Clock) -> None:
    """Let the engine live by a scaled clock: this process and every other one of the same home."""
    draft = container.clock_file.with_suffix(".draft")
    draft.write_text(clock.model_dump_json(exclude_none=True))
    draft.replace(container.clock_file)  # whole at once, for those who look meanwhile


def _remove(container: Container, home: Path) -> None:
    check_idle(home)
    container.embedded_temporal.stop()
    if container.settings.postgres_directory.exists():
        container.embedded_postgres.stop()
    shutil.rmtree(home)
