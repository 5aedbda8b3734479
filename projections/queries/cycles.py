"""The cycles of programmes: where each stands and what it waits for."""

from datetime import datetime

from pydantic import AwareDatetime

from domain.cycle import CYCLE, CycleState
from domain.values import Value
from domain.waiting import Waiting, sentence
from projections.connection import Connection
from projections.errors import UnknownCycle
from projections.statement import ask


class CycleLine(Value):
    """One cycle.

    Attributes:
        cycle: Its stream.
        version: The version of its stream that the line shows.
        position: The position of that event in the log.
        state: Everything that is known of it.
        waiting: For whom and what it waits.
        line: The same in one sentence, as of the moment of asking.
        next_deadline: When the engine acts next.
    """

    cycle: str
    version: int
    position: int
    state: CycleState
    waiting: Waiting | None
    line: str
    next_deadline: AwareDatetime | None


def list_cycles(connection: Connection, *, now: datetime, programme: str | None = None) -> list[CycleLine]:
    """Return the cycles of all programmes or of one (its key), ordered by launch."""
    rows = ask(connection, "list_cycles", cycle=None, programme=programme)
    return [_line(row, now) for row in rows]


def get_cycle(connection: Connection, cycle: str, *, now: datetime) -> CycleLine:
    """Return one cycle.

    Raises:
        UnknownCycle: there is no such cycle, or its first event is not yet applied.
    """
    rows = ask(connection, "list_cycles", cycle=cycle, programme=None)
    if not rows:
        raise UnknownCycle(cycle=cycle)
    return _line(rows[0], now)


def _line(row: dict[str, str], now: datetime) -> CycleLine:
    state = CycleState.model_validate_json(row["folded"])
    waiting = CYCLE.waiting_on(state, now)
    return CycleLine(
        cycle=row["stream"],
        version=int(row["version"]),
        position=int(row["position"]),
        state=state,
        waiting=waiting,
        line=sentence(waiting, now),
        next_deadline=CYCLE.next_deadline(state),
    )
