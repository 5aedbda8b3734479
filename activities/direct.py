"""Commands that the engine itself gives to aggregates without a workflow."""

from datetime import datetime
from typing import Any

from temporalio import activity

from activities.threads import stop_unless_awaited
from domain.catalogue import AGGREGATES, REGISTRY
from domain.command import Command
from domain.envelope import ENGINE
from domain.errors import Refused
from domain.ids import category_of, derive
from eventstore.api import EventStore
from eventstore.decider import Handled, handle


class Direct:
    """Sends commands straight to the log; each is derived from what caused it, so that it counts once.

    Args:
        store: The log.
        cycle: The cycle on whose behalf; everything is correlated with it.
        now: The engine's time.
    """

    def __init__(self, store: EventStore, cycle: str, now: datetime) -> None:
        self._store, self._cycle, self._now = store, cycle, now

    def send(self, stream: str, command: Command, *because: object) -> Handled:
        """Carry out a command whose id follows from the stream, its kind and what caused it.

        Raises:
            Refused: a rule says no.
        """
        aggregate: Any = AGGREGATES[category_of(stream)]
        return handle(
            self._store,
            aggregate,
            REGISTRY,
            stream,
            command,
            command_id=str(derive(stream, type(command).__name__, *because)),
            actor=ENGINE,
            correlation_id=self._cycle,
            now=self._now,
        )

    def send_unless_needless(self, stream: str, command: Command, *because: object) -> None:
        """Carry out a command that may have become needless: an applicant withdrew, a run was discarded.

        One of many, between which an attempt ends for which nobody waits any more.
        """
        stop_unless_awaited()
        try:
            self.send(stream, command, *because)
        except Refused as refusal:
            activity.logger.info("needless", extra={"stream": stream, "refusal": refusal.code})
