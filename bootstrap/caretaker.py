"""Keeps the embedded engines running: one that dies is started again."""

from collections.abc import Callable, Mapping
from threading import Event, Lock, Thread
from types import MappingProxyType, TracebackType
from typing import Final, Protocol, Self

import structlog

from bootstrap.told import join
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

    def start(self) -> str:
        """Make sure that it runs; return its address."""
        ...

    def stop(self) -> None:
        """Stop it if it runs."""
        ...


class Caretaker:
    """Looks after engines for the length of a `with` block; whoever uses them retries meanwhile.

    Args:
        engines: By the names that a person knows them by.
        addresses: Where their users look for them.
        moved: Called when one cannot be where it was; has these users look anew.
    """

    def __init__(
        self,
        engines: Mapping[str, Engine],
        addresses: Mapping[str, str] = MappingProxyType({}),
        moved: Callable[[], object] = lambda: None,
    ) -> None:
        self._engines, self._addresses, self._moved = engines, dict(addresses), moved
        self._over = Event()
        self._starting = Lock()
        self._said: dict[str, type[Exception]] = {}
        self._thread = Thread(target=self._look_after, name="looks after the engines", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        try:
            if self._starting.locked():
                log.warning("waits for an engine that is just starting")
            join(self._thread)
        finally:  # also when Ctrl-C is pressed again: who stops the engines now must find what was started
            with self._starting:  # and a thread cannot be joined again once that was interrupted
                pass

    def _look_after(self) -> None:
        while not self._over.wait(LOOKS_EVERY):
            for name, engine in self._engines.items():
                self._look_at(name, engine)

    def _look_at(self, name: str, engine: Engine) -> None:
        try:
            if not engine.is_running():
                self._revive(name, engine)
            self._said.pop(name, None)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look may find it gone
            if self._said.get(name) is not type(error):  # once, not with every look; words may hold the time
                log.warning("engine cannot be started again yet", engine=name, cause=str(error))
            self._said[name] = type(error)

    def _revive(self, name: str, engine: Engine) -> None:
        if not engine.exists():
            raise EngineGone
        with self._starting:
            if self._over.is_set():
                return
            address = engine.start()
        log.warning("engine had died and was started again", engine=name)
        self._compare(name, address)

    def _compare(self, name: str, address: str) -> None:
        before = self._addresses.setdefault(name, address)
        if address != before:
            log.warning(
                "engine has another address; what uses it must start anew",
                engine=name,
                before=before,
                now=address,
            )
            self._addresses[name] = address
            self._moved()
