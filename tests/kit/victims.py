"""What a crash test kills: writers, projectors, and PostgreSQL; each is back at once."""

import os
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from random import Random
from signal import SIGKILL
from typing import Final

import psycopg

from bootstrap.embedded_postgres import EmbeddedPostgres
from eventstore.api import Appended, StreamWrite
from eventstore.errors import StoreUnreachable
from eventstore.postgres import PostgresEventStore
from tests.kit.errands import Answer, errand
from tests.kit.looking import WITHIN, until
from tests.kit.processes import start
from tests.kit.projector import start_process

AGAIN: Final = 0.2
"""How often a writer repeats an old errand instead of running a new one."""


class _Victim:
    """A process that is killed, and started again."""

    _process: BaseProcess

    def check(self) -> None:
        """Fail if it ended by itself."""
        assert self._process.is_alive(), f"{self._process} ended by itself"

    def end(self) -> None:
        """Kill it for good."""
        self._process.kill()
        self._process.join(WITHIN.total_seconds())
        assert not self._process.is_alive(), f"{self._process} cannot be killed"


class Writer(_Victim):
    """A process that runs errands when asked, and tells what the log answered.

    Attributes:
        name: Its name; the one that is started again goes on under it.
        answers: What it told, killed or not, in order.
    """

    def __init__(self, database: str, name: str) -> None:
        self._database, self.name = database, name
        self.answers: list[Answer] = []
        self._owed: int
        self._pipe: Connection
        self._begin()

    def ask(self, errands: int) -> None:
        """Take in what was answered so far, and let so many answers be owed from now on."""
        while self._pipe.poll():
            self._hear()
        self._pipe.send(errands - self._owed)
        self._owed = errands

    def until_answered(self, count: int | None = None) -> None:
        """Wait until so many of the answers are here, by default all that are owed.

        Raises:
            EOFError: it ended by itself; why, it said on its standard error.
        """
        for _ in range(self._owed if count is None else count):
            assert self._pipe.poll(WITHIN.total_seconds()), f"{self.name} does not answer"
            self._hear()

    def kill(self) -> None:
        """Kill it, take in what it had still said, and start it anew."""
        self.check()
        self.end()
        with suppress(EOFError, OSError):
            while True:
                self._hear()
        self._pipe.close()
        self._begin()

    def _begin(self) -> None:
        self._owed = 0
        self._pipe, theirs = Pipe()
        done = max((answer.number for answer in self.answers), default=-1) + 1
        self._process = start(_write, self._database, self.name, done, theirs)
        theirs.close()  # it has a copy; when that is gone, so is the writer

    def _hear(self) -> None:
        self.answers.append(self._pipe.recv())
        self._owed -= 1


class Projector(_Victim):
    """A process that runs the example projections."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._process = start_process(database)

    def kill(self) -> None:
        """Kill it, and start it anew."""
        self.check()
        self.end()
        self._process = start_process(self._database)


class Server:
    """The PostgreSQL that they all use."""

    def __init__(self, server: EmbeddedPostgres, name: str) -> None:
        self._server, self._name = server, name

    def crash(self) -> None:
        """Stop it without ado, and start it again: it recovers from its journal."""
        self._server.stop("immediate")
        self._server.start(self._name)

    def kill_backend(self, dice: Random) -> None:
        """Kill what serves one of the connections; the server then ends all of them, and recovers."""
        serving = "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'mentoring%' ORDER BY pid"
        with psycopg.connect(self._server.url(self._name), autocommit=True) as witness:

            def struck() -> bool:
                """Kill one; False if nobody is connected yet, or who was chosen ended by itself just now."""
                found = [pid for (pid,) in witness.execute(serving)]
                return bool(found) and _killed(dice.choice(found))

            until(struck)
            with suppress(psycopg.OperationalError):  # the server ends this one, too
                witness.execute("SELECT pg_sleep(%s)", [WITHIN.total_seconds()])
        with PostgresEventStore(self._server.url(self._name), timeout=WITHIN) as store:
            store.head()  # waits until it is back


def _killed(pid: int) -> bool:
    """Kill a process; False when it is gone already."""
    try:
        os.kill(pid, SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _write(database: str, name: str, done: int, parent: Connection) -> None:
    """Run errands as the parent asks, beginning with the first that nobody knows the outcome of."""
    dice = Random(f"{name} {done}")
    with PostgresEventStore(database) as store:
        while True:
            for _ in range(parent.recv()):
                number = dice.randrange(done) if done and dice.random() < AGAIN else done
                parent.send(Answer(number, _append(store, errand(name, number))))
                done = max(done, number + 1)


def _append(store: PostgresEventStore, writes: list[StreamWrite]) -> list[Appended]:
    """Append, again and again while the database is away."""
    while True:
        with suppress(StoreUnreachable):
            return store.append_many(writes)
