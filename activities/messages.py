"""What travels between a workflow, its activities and its callers. One value in, one value out."""

from datetime import datetime
from typing import Any, Final

from domain.clock import Clock
from domain.envelope import Actor, NewEvent
from domain.sealed import Sealed
from domain.values import Value

TASK_QUEUE: Final = "mentoring"
RELATIONSHIP_WORKFLOW: Final = "MentoringRelationship"
CYCLE_WORKFLOW: Final = "ProgrammeCycle"
LATE_MAIL_WORKFLOW: Final = "LateMail"
SEND_UPDATE: Final = "send"
"""The update by which everybody outside sends a command, and hears what came of it."""

REPORT_SIGNAL: Final = "report"
"""The signal by which one workflow tells another, without waiting: only few updates may wait at a time."""


class Request(Value):
    """A command on its way to the workflow of an aggregate.

    Attributes:
        command_id: Chosen by the caller; the same id twice is the same command and gets the same answer.
        command: The fields of the command, with its ``kind``.
        actor: Who asks.
        correlation_id: Shared by everything that one first request set off.
        reason: Why, sealed, where the person said so.
    """

    command_id: str
    command: dict[str, Any]
    actor: Actor
    correlation_id: str
    reason: Sealed | None = None


class Answer(Value):
    """What a command came to.

    Attributes:
        version: The version of the stream after it.
        position: The position in the log of its last event, to wait for in a read model; 0 for none.
        events: The type names of the events it caused, in order.
    """

    version: int
    position: int = 0
    events: tuple[str, ...] = ()


class Start(Value):
    """How a workflow starts; the stream alone is enough, since everything else is in the log.

    Attributes:
        stream: The stream, which is the workflow ID too.
        clock: How the engine's time runs.
        opening: The first command of a stream that does not exist yet.
        run_length: The events in Temporal's history after which it continues as new, so that a long life
            meets new code soon and never comes near the limits of a history.
    """

    stream: str
    clock: Clock = Clock()
    opening: Request | None = None
    run_length: int = 1_000


class Load(Value):
    """Which stream to load, and for whom.

    Attributes:
        stream: The stream.
        run: The run of the workflow that asks.
        after: The version up to which that run knows the stream.
        about: The commands that it is just carrying out.
    """

    stream: str
    run: str
    after: int = 0
    about: tuple[str, ...] = ()


class Stored(Value):
    """An event of the log, as plain data: see `NewEvent` for the fields."""

    type: str
    schema_version: int
    data: dict[str, Any]


class Snapshot(Value):
    """A stream as it stands: what a run of a workflow needs, beyond what it knows, to carry on.

    It is as small as it can be, since a task that has to ask many times must stay within Temporal's limits.

    Attributes:
        version: The version of the stream; 0 when it does not exist.
        position: The position in the log of its last event; 0 when nothing is new.
        correlation_id: What its first event was correlated with; empty unless there is a `state`.
        state: The folded state, as JSON values, up to `unheard`; None when that is where the run stands.
        answered: The answers to the latest commands that the run does not know of, by command id, and to
            those asked about.
        forgetful: Whether commands were answered that are not among them, longer ago.
        unheard: The events from the first one on that the asking run stored without hearing back: its worker
            died between the two. What they call for is still to be done.
    """

    version: int
    position: int
    correlation_id: str = ""
    state: dict[str, Any] | None = None
    answered: dict[str, Answer]
    forgetful: bool = False
    unheard: tuple[Stored, ...] = ()


class Append(Value):
    """Events for the end of a stream, in one step.

    Attributes:
        stream: The stream.
        expected_version: The version it must have.
        events: The events, with ids derived from their cause.
    """

    stream: str
    expected_version: int
    events: tuple[NewEvent, ...]


class CycleMoment(Value):
    """A cycle at a moment of the engine's time.

    Attributes:
        cycle: The stream of the cycle.
        now: The engine's time.
        clock: How it runs; relationships that the cycle starts live by it too.
    """

    cycle: str
    now: datetime
    clock: Clock
