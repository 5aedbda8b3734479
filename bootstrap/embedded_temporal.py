"""A Temporal server of our own under a directory: no download, and nothing listening beyond this machine."""

import fcntl
import json
import os
import shutil
import signal
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypedDict

from bootstrap.leash import spawn
from bootstrap.ports import IP, free_port
from domain.errors import MentoringError

PORT: Final = 7233
UI_PORT: Final = 8233
"""Where Temporal listens by default; other ports are taken where these are in use."""

RETENTION: Final = timedelta(days=30)
"""How long the history of a closed workflow is kept, for looking into causes; the log keeps the facts."""

PRAGMAS: Final[Mapping[str, str]] = MappingProxyType({"journal_mode": "wal", "synchronous": "normal"})
"""How SQLite writes: a crash loses nothing, a power cut at most the last moment, which the log makes good."""

DYNAMIC_CONFIG: Final[Mapping[str, str]] = MappingProxyType({"frontend.enableServerVersionCheck": "false"})
"""Server settings in JSON: nobody on the Internet is asked for newer versions."""

_ATTEMPTS: Final = 3  # another program may take a port between choosing and using it
_START_SECONDS: Final = 30.0
_STOP_SECONDS: Final = 10.0
_POLL_SECONDS: Final = 0.02


class EmbeddedTemporalMissing(MentoringError):
    """No embedded Temporal server is installed.

    Install the extra with `pip install 'mentoring-engine[embedded]'`, or set TEMPORAL_ADDRESS to a server
    that runs.
    """


class EmbeddedTemporalFailed(MentoringError):
    """The embedded Temporal server under {directory} did not start.

    Its log is {log}; set TEMPORAL_ADDRESS to use another server instead. It said: {account}
    """


class EmbeddedTemporalStopped(MentoringError):
    """No embedded Temporal server runs under {directory}.

    Start one with `mentoring up`, or set TEMPORAL_ADDRESS to a server that runs.
    """


class _Note(TypedDict):
    """What a running server leaves beside its state, for others to find it."""

    pid: int
    grpc: int
    http: int
    ui: int


def bundled_server() -> Path:
    """Return the program that the extra `embedded` installs.

    Raises:
        EmbeddedTemporalMissing: the extra is not installed.
    """
    ours = Path(sysconfig.get_path("scripts")) / "temporal"
    found = str(ours) if ours.exists() else shutil.which("temporal")
    if found is None:
        raise EmbeddedTemporalMissing
    return Path(found)


class EmbeddedTemporal:
    """One Temporal server with its Web UI, its state in one SQLite file; at most one for each directory.

    Args:
        directory: Where state, server log and lock live; made when missing.
        search_attributes: The custom ones to register, as ``Name=Type`` (``CycleId=Keyword``).
        dynamic_config: Server settings in JSON that add to or replace `DYNAMIC_CONFIG`.
        retention: How long histories of closed workflows are kept; at least a day.
        ports: Which ports for clients and for the Web UI to try first.
    """

    def __init__(
        self,
        directory: Path,
        *,
        search_attributes: Sequence[str] = (),
        dynamic_config: Mapping[str, str] | None = None,
        retention: timedelta = RETENTION,
        ports: tuple[int, int] = (PORT, UI_PORT),
    ) -> None:
        self.directory = directory.absolute()
        self.database = self.directory / "temporal.db"
        self.log = self.directory / "server.log"
        self._note = self.directory / "running.json"
        self._search_attributes = search_attributes
        self._dynamic_config = {**DYNAMIC_CONFIG, **(dynamic_config or {})}
        self._retention = retention
        self._ports = ports

    def start(self, *, detached: bool = False) -> str:
        """Make sure that the server runs and answers; return its address.

        A server that another process started is used as it is. One that this call starts ends with this
        process, however that ends, and takes the ports it had the last time if they are free.

        Args:
            detached: Let the server outlive this process, until `stop`.

        Raises:
            EmbeddedTemporalFailed: it did not start, or does not answer.
            EmbeddedTemporalMissing: it is not installed.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        for _ in range(_ATTEMPTS):
            with self._lock() as lock:
                if lock is not None:
                    self._spawn(lock, detached=detached)
            over = _wait(lambda: self._serves() or not self.is_running(), _START_SECONDS)
            if over and self.is_running():  # and not a stranger on the port that it did not get
                return self.address
        account = self.log.read_text(errors="replace")[-500:].strip() if self.log.exists() else "nothing"
        raise EmbeddedTemporalFailed(directory=self.directory, log=self.log, account=account)

    def stop(self) -> None:
        """Stop the server if it runs, whoever started it; its state stays."""
        # Another process may be just starting it, and leaves its note in a moment.
        _wait(lambda: self._read_note() is not None or not self.is_running(), _START_SECONDS)
        note = self._read_note()
        if note is None:
            return
        for how in (signal.SIGTERM, signal.SIGKILL):
            if self.is_running():
                with suppress(ProcessLookupError):
                    os.kill(note["pid"], how)
                _wait(lambda: not self.is_running(), _STOP_SECONDS)

    def is_running(self) -> bool:
        """Tell whether the server process is there."""
        if not self.directory.exists():
            return False
        with self._lock() as lock:
            return lock is None

    def exists(self) -> bool:
        """Tell whether there is a database; otherwise starting makes an empty one."""
        return self.database.exists()

    @property
    def address(self) -> str:
        """Where clients connect: host and port.

        Raises:
            EmbeddedTemporalStopped: no server runs here.
        """
        return f"{IP}:{self._running()['grpc']}"

    @property
    def ui_url(self) -> str:
        """Where a person looks; raises as `address` does."""
        return f"http://{IP}:{self._running()['ui']}"

    @property
    def pid(self) -> int:
        """The server's process; raises as `address` does."""
        return self._running()["pid"]

    def _spawn(self, lock: int, *, detached: bool) -> None:
        last = self._read_note()
        # Without a note nobody can take the process of an earlier server, long gone, for this one.
        self._note.unlink(missing_ok=True)
        grpc = free_port(*([last["grpc"]] if last else []), self._ports[0])
        ui = free_port(*([last["ui"]] if last else []), self._ports[1])
        http = free_port()
        options = {"--ip": IP, "--port": grpc, "--http-port": http, "--ui-port": ui}
        options |= {"--db-filename": self.database, "--log-format": "json", "--log-level": "warn"}
        repeated = {
            "--sqlite-pragma": [f"{name}={value}" for name, value in PRAGMAS.items()],
            "--dynamic-config-value": [f"{name}={value}" for name, value in self._dynamic_config.items()],
            "--search-attribute": self._search_attributes,
        }
        argv = [str(bundled_server()), "server", "start-dev", "--ui-disable-news-fetch"]
        argv += [str(part) for option in options.items() for part in option]
        argv += [part for name, values in repeated.items() for value in values for part in (name, value)]
        pid = spawn(argv, log=self.log, keep=lock, detached=detached)
        draft = self._note.with_suffix(".draft")
        draft.write_text(json.dumps(_Note(pid=pid, grpc=grpc, http=http, ui=ui)))
        draft.replace(self._note)

    @contextmanager
    def _lock(self) -> Iterator[int | None]:
        """Take the lock that the server holds while it lives, and yield its descriptor; None if it does.

        A server inherits the descriptor, so the lock is its life: no stale file can be taken for it.
        """
        with (self.directory / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
            else:
                yield file.fileno()

    def _read_note(self) -> _Note | None:
        try:
            note: _Note = json.loads(self._note.read_text())
        except (FileNotFoundError, ValueError):  # a power cut may leave it empty
            return None
        return note

    def _running(self) -> _Note:
        if self.is_running() and (note := self._read_note()) is not None:
            return note
        raise EmbeddedTemporalStopped(directory=self.directory)

    def _serves(self) -> bool:
        """Tell the server how long to keep histories; whether it heard, which it does when it is up."""
        note = self._read_note()
        if note is None:
            return False
        seconds = f"{int(self._retention.total_seconds())}s"
        wish = json.dumps({"config": {"workflowExecutionRetentionTtl": seconds}})
        try:
            with closing(HTTPConnection(IP, note["http"], timeout=5)) as connection:
                headers = {"Content-Type": "application/json"}
                connection.request("POST", "/api/v1/namespaces/default/update", wish, headers)
                return connection.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    return met
