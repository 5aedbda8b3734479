"""What several decisions about a cycle require."""

from collections.abc import Sequence

from domain.cycle import errors
from domain.cycle.commands import Guarded
from domain.cycle.facts import CycleFacts
from domain.cycle.phase import Phase
from domain.cycle.state import CycleState
from domain.cycle.values import Guard, Override
from domain.errors import FactsMissing, Refused


def require_phase(state: CycleState, wish: str, *possible: Phase) -> None:
    """Refuse a wish in any other phase."""
    if state.phase not in possible:
        raise errors.WrongPhase(phase=state.phase, wish=wish, possible=", ".join(possible))


def require_sponsor(state: CycleState, by: str) -> None:
    """Refuse everybody but the sponsor."""
    if by != state.sponsor:
        raise errors.NotTheSponsor(sponsor=state.sponsor)


def require_charge(state: CycleState, by: str) -> None:
    """Refuse everybody but the coordinator and the sponsor."""
    if by not in {state.coordinator, state.sponsor}:
        raise errors.NotInCharge(coordinator=state.coordinator, sponsor=state.sponsor)


def overridden(overrides: Sequence[Override], guard: Guard, failure: Refused | None) -> tuple[Override, ...]:
    """Return the override to be recorded: none when the guard holds, else the one that was given for it.

    Raises:
        Refused: the guard does not hold and nobody overrode it.
    """
    if failure is None:
        return ()
    for override in overrides:
        if override.guard is guard:
            return (override,)
    raise failure


def require_facts(command: Guarded) -> CycleFacts:
    """Return the facts that a guard looks at."""
    if command.facts is None:
        raise FactsMissing(command=command.kind)
    return command.facts
