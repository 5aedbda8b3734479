"""One engine for each home folder: whoever stops it stops what is in there."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from domain.errors import MentoringError

LOCK: Final = "engine.lock"
"""The file that an engine holds while it runs; the kernel lets go of it, however the engine ends."""


class EngineRunning(MentoringError):
    """The engine of {home} runs already, or its database is being migrated; nothing was touched.

    Use that one, or stop it first; or set MENTORING_HOME to another folder for an engine beside it.
    """


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Be the only engine of a home folder for the length of a `with` block.

    Raises:
        EngineRunning: there is one already.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise EngineRunning(home=home) from error
        yield


def check_idle(home: Path) -> None:
    """Check that no engine runs in a home folder that there is.

    Raises:
        EngineRunning: one does.
    """
    with alone(home):
        pass
