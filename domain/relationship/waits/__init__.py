"""For whom and what a relationship waits, derived from its state; the one source of every deadline."""

from domain.relationship.state import RUNNING, UNDER_WAY, State, Status
from domain.relationship.timing import Wait
from domain.relationship.waits.offer import offered, proposed
from domain.relationship.waits.running import running
from domain.relationship.waits.starting import accepted, chemistry, contracting
from domain.relationship.waits.turns import closing, concern, conflict, no_shows, paused, reports

_MAIN = {
    Status.PROPOSED: proposed,
    Status.OFFERED: offered,
    Status.ACCEPTED: accepted,
    Status.CHEMISTRY: chemistry,
    Status.CONTRACTING: contracting,
    Status.PAUSED: paused,
    Status.CLOSING: closing,
    **dict.fromkeys(RUNNING, running),
}


def waits(state: State) -> tuple[Wait, ...]:
    """Return every wait of an open relationship; while it is paused, only the one for the pause's end."""
    main = _MAIN.get(state.status)
    if main is None:
        return ()
    found = main(state)
    if state.status is not Status.PAUSED:
        found = (*found, *conflict(state))
    if state.status in UNDER_WAY:
        found = (*found, *no_shows(state))
    if state.status in UNDER_WAY | {Status.CLOSING}:
        found = (*found, *concern(state), *reports(state))
    return found


__all__ = ["waits"]
