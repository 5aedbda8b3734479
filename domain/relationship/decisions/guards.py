"""What several decisions check before anything else."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from domain.event import Event
from domain.relationship.commands import Command
from domain.relationship.refusals import NotAMember, NotAParty, NotPossibleNow
from domain.relationship.state import State, Status

Decide = Callable[[State, Any, datetime], list[Event]]
"""Returns what a command of one kind causes, without what follows from that."""


def require(state: State, command: Command, possible: frozenset[Status]) -> None:
    """Refuse a command outside the statuses in which it is possible.

    Raises:
        NotPossibleNow: the status is another one.
    """
    if state.status not in possible:
        names = ", ".join(status for status in Status if status in possible)
        raise NotPossibleNow(asked=command.kind, status=state.status.value, possible=names)


def require_members(state: State, *persons: str) -> None:
    """Refuse people who are not, or no longer, members.

    Raises:
        NotAMember: one of them is not.
    """
    for person in persons:
        if person not in state.present:
            raise NotAMember(person=person, members=", ".join(state.present))


def require_party(state: State, person: str, allowed: frozenset[str] | None = None) -> None:
    """Refuse a person who is no member, coordinator or neutral party, or not one of those allowed.

    Raises:
        NotAParty: they are not.
    """
    allowed = state.parties if allowed is None else allowed
    if person not in allowed:
        raise NotAParty(person=person, allowed=", ".join(sorted(allowed)))


def officials(state: State) -> frozenset[str]:
    """Return the coordinator and the neutral parties."""
    return frozenset((state.coordinator, *state.neutral_parties))
