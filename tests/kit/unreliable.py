"""Twins of what the engine depends on, which can be made to fail."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from threading import Event, Lock
from uuid import UUID

from domain.envelope import RecordedEvent
from domain.ids import category_of
from domain.match_run.inputs import MatchInputs
from domain.match_run.result import MatchResult
from domain.notice import Notice
from eventstore.api import Appended, StreamWrite
from eventstore.errors import StoreUnreachable
from eventstore.memory import InMemoryEventStore
from matching import solve
from tests.kit.looking import WITHIN


class UnreliableStore(InMemoryEventStore):
    """The log in memory, which can be out of reach for a while.

    Attributes:
        reachable: Whether it answers.
        withheld: The category of the streams to which nothing can be appended.
        appends_left: After how many appends it will cease to answer; None for never.
        refused: How many times it did not answer.
        answers: Cleared while it leaves those who append waiting.
        waiting: How many of them wait.
    """

    def __init__(self) -> None:
        super().__init__(lambda: datetime.now(UTC))
        self.reachable = True
        self.withheld: str | None = None
        self.appends_left: int | None = None
        self.refused = 0
        self.answers = Event()
        self.answers.set()
        self.waiting = 0
        self._counting = Lock()

    def append_many(self, writes: Sequence[StreamWrite]) -> list[Appended]:
        """See `EventStore.append_many`."""
        self._answer(*(write.stream for write in writes))
        if not self.answers.is_set():
            self._count(1)
            self.answers.wait(WITHIN.total_seconds())
            self._count(-1)
        appended = super().append_many(writes)
        if self.appends_left is not None:
            self.appends_left -= 1
            self.reachable = self.appends_left > 0
        return appended

    def go_back(self) -> None:
        """Lose the last event, as a failover to a server that lags behind does."""
        last = self._log.pop()
        self._streams[last.stream].pop()
        del self._by_id[last.event_id]

    def recover(self) -> None:
        """Answer again, for good."""
        self.appends_left, self.reachable = None, True

    def load(
        self,
        stream: str,
        *,
        after_version: int = 0,
        until_position: int | None = None,
        until: datetime | None = None,
    ) -> list[RecordedEvent]:
        """See `EventStore.load`."""
        self._answer()
        return super().load(stream, after_version=after_version, until_position=until_position, until=until)

    def read(
        self,
        *,
        after: int = 0,
        limit: int = 500,
        types: Collection[str] | None = None,
        correlation_id: str | None = None,
        until_position: int | None = None,
        until: datetime | None = None,
    ) -> list[RecordedEvent]:
        """See `EventStore.read`."""
        self._answer()
        return super().read(
            after=after,
            limit=limit,
            types=types,
            correlation_id=correlation_id,
            until_position=until_position,
            until=until,
        )

    def find(self, event_id: UUID) -> RecordedEvent | None:
        """See `EventStore.find`."""
        self._answer()
        return super().find(event_id)

    def _count(self, waiting: int) -> None:
        with self._counting:
            self.waiting += waiting

    def _answer(self, *extended: str) -> None:
        if not self.reachable or any(category_of(stream) == self.withheld for stream in extended):
            self.refused += 1
            raise StoreUnreachable(cause="it is switched off")


class RecordingPostman:
    """Remembers what it was given to deliver, and delivers it unless it is ill.

    Attributes:
        delivered: Every notice, in order.
        ill: Whether it fails.
        refuses: The recipient for whom it fails.
        attempts: How many times it was asked.
        answers: Cleared while it leaves those who ask waiting.
    """

    def __init__(self) -> None:
        self.delivered: list[Notice] = []
        self.answers = asyncio.Event()
        self.answers.set()
        self.ill = False
        self.refuses: str | None = None
        self.attempts = 0

    async def deliver(self, notices: Sequence[Notice]) -> None:
        """See `Postman.deliver`."""
        self.attempts += 1
        await self.answers.wait()
        if self.ill or self.refuses in {notice.recipient for notice in notices}:
            message = "the mail server is down"
            raise ConnectionError(message)
        self.delivered += notices

    def templates(self) -> list[str]:
        """Return what was delivered, by the names of its texts."""
        return [notice.template for notice in self.delivered]


class SlowSolver:
    """The solver, which takes as long as it is made to.

    Attributes:
        done: Set when it may come to its end.
    """

    def __init__(self) -> None:
        self.done = Event()

    def __call__(self, inputs: MatchInputs) -> MatchResult:
        """See `Solver`."""
        self.done.wait(WITHIN.total_seconds())
        return solve(inputs)
