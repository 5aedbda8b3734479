"""Read models with one row for each stream, folded with the domain's own `evolve`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel
from pydantic_core import to_json

from domain.event import Event
from projections.connection import Connection
from projections.errors import RowOutOfStep
from projections.facts import fact
from projections.fold import LogEvent
from projections.statement import statement

StateT = TypeVar("StateT", bound=BaseModel)


@dataclass(frozen=True)
class AggregateFold(Generic[StateT]):
    """A fold that keeps the whole domain state in its rows, so that it can go on from there.

    A batch costs one query for the states of the streams it touches and one upsert. The table has the
    columns ``stream``, ``version``, ``position`` and ``folded``, and those that `columns` fills; its files
    are ``load_<table>.sql`` and ``save_<table>.sql``.

    Attributes:
        table: The table.
        initial: The state before the first event.
        evolve: The state after an event.
        columns: What readers filter by and show, from a state and the last event of its stream.
    """

    table: str
    initial: StateT
    evolve: Callable[[StateT, Event], StateT]
    columns: Callable[[StateT, LogEvent], Mapping[str, object]]

    def __call__(self, connection: Connection, events: Sequence[LogEvent]) -> None:
        """Evolve the states of the touched streams and write their rows.

        Raises:
            RowOutOfStep: a row already contains one of the events.
            NewerEvent: an event is of a version that only a newer program knows.
        """
        states = self._load(connection, sorted({event.stream for event in events}))
        last: dict[str, LogEvent] = {}
        for event in events:
            version, state = states.get(event.stream) or (0, self.initial)
            if event.version <= version:
                raise RowOutOfStep(
                    projection=self.table, stream=event.stream, have=version, got=event.version
                )
            states[event.stream] = event.version, self.evolve(state, fact(event))
            last[event.stream] = event
        rows = [self._row(states[stream][1], event) for stream, event in last.items()]
        connection.execute(statement(f"save_{self.table}"), {"rows": to_json(rows).decode()})

    def _load(self, connection: Connection, streams: list[str]) -> dict[str, tuple[int, StateT]]:
        rows = connection.execute(statement(f"load_{self.table}"), {"streams": streams})
        return {
            stream: (version, type(self.initial).model_validate_json(state))
            for stream, version, state in rows
        }

    def _row(self, state: StateT, last: LogEvent) -> dict[str, object]:
        envelope = {"stream": last.stream, "version": last.version, "position": last.position}
        return {**envelope, **self.columns(state, last), "folded": state}
