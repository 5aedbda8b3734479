"""Keeps the embedded engines running: one that dies is started again."""

from collections.abc import Mapping
from threading import Event, Thread
from types import TracebackType
from typing import Final, Protocol, Self

import structlog

from domain.errors import MentoringError

log = structlog.get_logger()

LOOKS_EVERY: Final = 2.0
"""Seconds between two looks at whether they run."""


class EngineGone(MentoringError):
    """The data of this engine are gone, and it is not started again without them.

    Put them back where they were; or stop everything and start anew, which makes empty ones.
    """


class Engine(Protocol):
    """A server of our own."""

    def exists(self) -> bool:
        """Tell whether there are data to start it with."""
        ...

    def is_running(self) -> bool:
        """Tell whether its process is there."""
        ...

    def start(self) -> object:
        """Make sure that it runs."""
        ...

    def stop(self) -> None:
        """Stop it if it runs."""
        ...


class Caretaker:
    """Looks after engines for the length of a `with` block; whoever uses them retries meanwhile.

    Args:
        engines: By the names that a person knows them by.
    """

    def __init__(self, engines: Mapping[str, Engine]) -> None:
        self._engines = engines
        self._over = Event()
        self._said: dict[str, str] = {}
        self._thread = Thread(target=self._look_after, name="looks after the engines", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look_after(self) -> None:
        while not self._over.wait(LOOKS_EVERY):
            for name, engine in self._engines.items():
                if not self._over.is_set():
                    self._look_at(name, engine)

    def _look_at(self, name: str, engine: Engine) -> None:
        try:
            if not engine.is_running():
                _revive(name, engine)
            self._said.pop(name, None)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look may find it gone
            if self._said.get(name) != str(error):  # once, not with every look
                log.warning("engine cannot be started again yet", engine=name, cause=str(error))
            self._said[name] = str(error)


def _revive(name: str, engine: Engine) -> None:
    if not engine.exists():
        raise EngineGone
    log.warning("engine died and is started again", engine=name)
    engine.start()
