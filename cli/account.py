"""Why a relationship waits, told from its log: for whom, what comes next, what came before."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bootstrap.container import Container
    from cli.finding import Found

RECENT: Final = 5
NEXT: Final = 3


@dataclass(frozen=True)
class Account:
    """What an operator has to know about a wait.

    Attributes:
        relationship: Its identifier.
        status: Where it is in its life.
        line: The waiting line.
        who: Who can act.
        since: Since when it waits.
        upcoming: When the engine acts next by itself, and how.
        recent: The latest events: when, what, by whom, at which position.
        command: What shows its workflow, typed into a shell.
        ui: Its page in Temporal's Web UI, if that is ours and runs.
    """

    relationship: str
    status: str
    line: str
    who: tuple[str, ...]
    since: datetime | None
    upcoming: list[tuple[datetime, str]]
    recent: list[tuple[datetime, str, str, int]]
    command: str
    ui: str | None

    def as_data(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return {
            "relationship": self.relationship,
            "status": self.status,
            "line": self.line,
            "who": list(self.who),
            "since": self.since,
            "next": [{"at": at, "what": what} for at, what in self.upcoming],
            "recent": [
                {"occurred_at": at, "type": kind, "actor": actor, "position": position}
                for at, kind, actor, position in self.recent
            ],
            "temporal": {"command": self.command, "ui": self.ui},
        }


def account_of(found: "Found", container: "Container") -> Account:
    """Give the account of a relationship; what was said in confidence stays out of it."""
    from domain.relationship import RELATIONSHIP
    from domain.relationship.events import ConcernAnswered, ConcernRaised
    from domain.relationship.timers import timers
    from domain.relationship.waits import waits
    from domain.waiting import sentence

    private = (ConcernRaised.type, ConcernAnswered.type)
    waiting = RELATIONSHIP.waiting_on(found.state, found.now)
    open_waits = [wait for wait in waits(found.state) if not wait.confidential]
    steps = [*timers(found.state), *(step for wait in open_waits for step in wait.steps)]
    command, ui = _in_temporal(found.stream, container)
    return Account(
        relationship=found.stream,
        status=found.state.status.value,
        line=sentence(waiting, found.now),
        who=waiting.who if waiting else (),
        since=waiting.since if waiting else None,
        upcoming=sorted((step.at, step.words) for step in steps)[:NEXT],
        recent=[
            (event.occurred_at, event.type, event.metadata["actor"]["id"], event.position)
            for event in found.events
            if event.type not in private
        ][-RECENT:],
        command=command,
        ui=ui,
    )


def _in_temporal(stream: str, container: "Container") -> tuple[str, str | None]:
    """Return the command that shows a workflow, and its page where the server is our own and runs."""
    from bootstrap.embedded_temporal import EmbeddedTemporal, EmbeddedTemporalStopped
    from bootstrap.settings import temporal_connection

    command = f"temporal workflow describe -w {stream}"
    ours = EmbeddedTemporal(container.settings.temporal_directory)
    try:
        if temporal_connection() is None:
            page = f"{ours.ui_url}/namespaces/default/workflows/{stream}"
            return f"{command} --address {ours.address}", page
    except EmbeddedTemporalStopped:
        pass
    return command, None
