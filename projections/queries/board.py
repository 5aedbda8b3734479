"""The relationship board as operators read it: what is stuck, why, and what happens next."""

from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import AwareDatetime

from domain.relationship import RELATIONSHIP, Status
from domain.relationship.values import Member
from domain.values import Value
from domain.vocabulary import Health, Model, Outcome
from domain.waiting import Waiting, sentence
from projections.connection import Connection
from projections.errors import NotOnTheBoard
from projections.read_models.relationship_board import Card, needs_attention
from projections.statement import ask

OVERDUE_AFTER: Final = timedelta(hours=1)
"""How long after a deadline the engine should have acted; beyond it somebody should look at the engine."""


class BoardLine(Value):
    """One relationship on the board.

    Attributes:
        relationship: Its stream.
        version: The version of its stream that the line shows.
        position: The position of that event in the log.
        programme: The key of its programme.
        cycle: The stream of its cycle.
        track: The code of its track.
        model: How mentoring is structured.
        members: Who is or was in it, by opaque id and role.
        status: Where it is in its life.
        status_since: Since when.
        outcome: How it ended or is ending.
        health: How it is doing.
        attention: Whether somebody should look at it: at risk, escalated, in conflict or overdue.
        waiting: For whom and what it waits.
        line: The same in one sentence, as of the moment of asking.
        next_deadline: When the engine acts next.
        overdue: Whether the engine should long have acted.
        planned_end: When it is planned to end.
        meetings_held: How many meetings were held.
        last_meeting_at: When the latest of them was.
        agreement_version: The agreement in force.
        pulses: The number of the latest check-in.
        score: How well the members match, in hundredths of a point.
    """

    relationship: str
    version: int
    position: int
    programme: str
    cycle: str
    track: str
    model: Model | None
    members: tuple[Member, ...]
    status: Status
    status_since: AwareDatetime | None
    outcome: Outcome | None
    health: Health
    attention: bool
    waiting: Waiting | None
    line: str
    next_deadline: AwareDatetime | None
    overdue: bool
    planned_end: AwareDatetime | None
    meetings_held: int
    last_meeting_at: AwareDatetime | None
    agreement_version: int | None
    pulses: int
    score: int | None


class BoardFilter(Value):
    """Which relationships to list; what is None or False does not narrow.

    Attributes:
        cycle: Those of a cycle (its stream).
        track: Those of a track (its code).
        status: Those in a status.
        person: Those that a person is or was in.
        attention: Those that somebody should look at.
    """

    cycle: str | None = None
    track: str | None = None
    status: Status | None = None
    person: str | None = None
    attention: bool = False


EVERYTHING: Final = BoardFilter()
"""The whole board."""


def list_relationships(
    connection: Connection,
    filters: BoardFilter = EVERYTHING,
    *,
    now: datetime,
    after: str = "",
    limit: int = 100,
) -> list[BoardLine]:
    """Return a page of the board, ordered by stream.

    Args:
        connection: See `projections.queries`.
        filters: Which relationships.
        now: The engine's time, for the waiting line and for what is overdue.
        after: The relationship that the page before ended with.
        limit: How many at most.
    """
    page = {"overdue": now - OVERDUE_AFTER, "after": after, "limit": limit}
    rows = ask(connection, "list_relationships", **filters.model_dump(), **page)
    return [_line(row, now) for row in rows]


def get_relationship(connection: Connection, stream: str, *, now: datetime) -> BoardLine:
    """Return the line of one relationship.

    Raises:
        NotOnTheBoard: there is no such relationship, or its first event is not yet applied.
    """
    rows = ask(connection, "get_relationship", stream=stream)
    if not rows:
        raise NotOnTheBoard(relationship=stream)
    return _line(rows[0], now)


def _line(row: dict[str, Any], now: datetime) -> BoardLine:
    state = Card.model_validate_json(row["folded"]).relationship
    waiting = RELATIONSHIP.waiting_on(state, now)
    deadline = RELATIONSHIP.next_deadline(state)
    overdue = deadline is not None and deadline < now - OVERDUE_AFTER
    return BoardLine(
        relationship=row["stream"],
        version=row["version"],
        position=row["position"],
        programme=state.programme,
        cycle=state.cycle,
        track=state.track,
        model=state.model,
        members=state.members,
        status=state.status,
        status_since=state.status_since,
        outcome=state.ending.outcome if state.ending else None,
        health=state.health,
        attention=needs_attention(state) or overdue,
        waiting=waiting,
        line=sentence(waiting, now),
        next_deadline=deadline,
        overdue=overdue,
        planned_end=state.planned_end,
        meetings_held=state.held,
        last_meeting_at=state.last_held_at,
        agreement_version=state.agreed.version if state.agreed else None,
        pulses=state.pulses,
        score=state.score,
    )
