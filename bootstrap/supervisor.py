"""Keeps the engine's own processes running: one that dies is started again."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Final, Self

import structlog

from bootstrap.leash import tied
from bootstrap.told import join

log = structlog.get_logger()

PROCESSES: Final[Mapping[str, str]] = {"worker": "worker", "projector": "bootstrap.project"}
"""What runs beside the engines: a name, and the module that is its program."""

AGAIN_AFTER: Final = 1.0
"""Seconds before a process that died is started again."""

STOPS_WITHIN: Final = 25.0
"""Seconds that a process has to stop by itself."""


class Supervisor:
    """Runs processes of the engine as children, each writing to a log file of its own.

    Args:
        logs: The folder for the log files.
        environment: Of the children.
        processes: Which ones.
    """

    def __init__(
        self,
        logs: Path,
        environment: Mapping[str, str],
        processes: Mapping[str, str] = PROCESSES,
    ) -> None:
        self._logs, self._environment, self._processes = logs, environment, processes
        self._stopping = Event()
        self._starting = Lock()
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._keepers: list[Thread] = []

    def __enter__(self) -> Self:
        self._logs.mkdir(parents=True, exist_ok=True)
        for name in self._processes:
            keeper = Thread(target=self._keep, args=(name,), name=f"keeps {name}", daemon=True)
            keeper.start()
            self._keepers.append(keeper)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._starting:  # whatever is started is told to stop
            self._stopping.set()
        try:
            for child in self._children.values():
                child.terminate()
            for keeper in self._keepers:
                join(keeper, STOPS_WITHIN)
        finally:  # also when somebody does not want to wait that long
            for child in self._children.values():
                child.kill()
            for child in self._children.values():
                child.wait()

    def pid(self, name: str) -> int | None:
        """Return the process id of a child that runs now."""
        child = self._children.get(name)
        return child.pid if child and child.poll() is None else None

    def start_anew(self) -> None:
        """Have every child end in good order, and another take its place."""
        for child in list(self._children.values()):
            child.terminate()

    def _keep(self, name: str) -> None:
        said = ""
        while not self._stopping.is_set():
            try:
                child = self._start(name)
            except OSError as error:  # no more processes, or no folder for the logs
                if str(error) != said:  # once, not with every attempt
                    log.warning("process cannot be started yet", process=name, cause=str(error))
                said = str(error)
            else:
                said = ""
                if child:
                    self._attend(name, child)
            self._stopping.wait(AGAIN_AFTER)

    def _attend(self, name: str, child: subprocess.Popen[bytes]) -> None:
        code = child.wait()
        if not self._stopping.is_set():
            log.warning("process ended and is started again", process=name, code=code)

    def _start(self, name: str) -> subprocess.Popen[bytes] | None:
        with self._starting, (self._logs / f"{name}.log").open("ab") as output:
            if self._stopping.is_set():
                return None
            self._children[name] = subprocess.Popen(  # noqa: S603 - our own command with our own arguments
                tied([sys.executable, "-m", self._processes[name]]),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=dict(self._environment),
                process_group=0,  # Ctrl-C reaches us first, and we stop it in good order
            )
            return self._children[name]
