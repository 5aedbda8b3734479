"""The relationship explains itself: for whom it waits, and what happens if nobody acts."""

from datetime import datetime
from typing import Final

from domain.relationship.about import About
from domain.relationship.schedule import schedule
from domain.relationship.state import State
from domain.relationship.timing import Wait
from domain.relationship.waits import waits
from domain.waiting import Waiting

_RANK: Final = {about: rank for rank, about in enumerate(About)}
_BLOCKING: Final = frozenset(
    {
        About.ROLE_CONFLICT,
        About.OFFER,
        About.ANSWER,
        About.FIRST_MEETING,
        About.FIT,
        About.AGREEMENT,
        About.RESUMPTION,
        About.EXIT_SURVEY,
    }
)
"""Nothing goes on before these."""


def waiting_on(state: State, now: datetime) -> Waiting | None:
    """Return the wait on which most depends, or None when the relationship is not open.

    A concern that was raised in confidence is not among them: coordinators read this too.

    What blocks everything else comes first, then what was escalated, then what most hangs on. What the
    engine does next is taken from its schedule: the next step about this wait, unless a turn of the whole
    relationship comes before it.
    """
    known = [wait for wait in waits(state) if not wait.confidential]
    if not known:
        return None
    begun = [wait for wait in known if wait.since <= now] or known
    wait = min(begun, key=lambda wait: _urgency(state, wait))
    own = [step for step in schedule(state) if step.turn or _belongs(step.at, step.words, wait)]
    then = own[0] if own else None
    return Waiting(
        what=wait.what,
        who=wait.who,
        since=min(wait.since, now),
        reminders=state.reminders.get(wait.about, 0),
        then=then.words if then else None,
        at=then.at if then else None,
    )


def _urgency(state: State, wait: Wait) -> tuple[bool, bool, int]:
    return (wait.about not in _BLOCKING, wait.about not in state.escalated, _RANK[wait.about])


def _belongs(at: datetime, words: str, wait: Wait) -> bool:
    return any(step.at == at and step.words == words for step in wait.steps)
