"""Whom the events of a cycle concern, and what they are told.

Participants hear about their own matters from their applications and relationships; here it is the people
who own, run and review the cycle.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from domain.cycle import events as e
from domain.cycle.phase import Phase
from domain.cycle.state import CycleState
from domain.event import Event
from domain.ids import derive
from domain.notice import Notice

Told = dict[str, tuple[str, ...]]
"""Who is told, by template."""


def notices(state: CycleState, event: Event) -> tuple[Notice, ...]:
    """Return whom an event concerns, given the state after it; the same event gives the same notices."""
    tell = _TELL.get(type(event))
    if tell is None or not isinstance(event, e.CycleEvent):
        return ()
    facts = _facts(state, event)
    occasion = derive(state.stream, event.type, event.model_dump_json())
    return tuple(
        Notice(
            template=template,
            recipient=recipient,
            facts=facts,
            key=f"{template}/{occasion}/{recipient}",
        )
        for template, recipients in tell(state, event).items()
        for recipient in dict.fromkeys(recipients)
    )


def _drafted(state: CycleState, _: Event) -> Told:
    return {"cycle_approval_wanted": (state.sponsor,)}


def _reminded(state: CycleState, event: e.PhaseReminded) -> Told:
    who = state.sponsor if event.phase is Phase.DRAFT else state.coordinator
    return {"cycle_phase_due": (who,)}


def _overdue(state: CycleState, _: Event) -> Told:
    return {"cycle_phase_overdue": (state.coordinator, state.sponsor)}


def _coordinator(template: str) -> Callable[[CycleState, Any], Told]:
    return lambda state, _: {template: (state.coordinator,)}


def _everybody(template: str) -> Callable[[CycleState, Any], Told]:
    return lambda state, _: {template: (state.coordinator, state.sponsor, *state.neutral_parties)}


_TELL: Final[Mapping[type[Event], Callable[[CycleState, Any], Told]]] = {
    e.CycleDrafted: _drafted,
    e.CycleApproved: _coordinator("cycle_approved"),
    e.CycleRescheduled: _everybody("cycle_rescheduled"),
    e.CycleHandedOver: _everybody("cycle_handed_over"),
    e.MatchesPublished: _everybody("cycle_launched"),
    e.WindingUpStarted: _everybody("cycle_winding_up"),
    e.CycleClosed: _everybody("cycle_closed"),
    e.EvaluationPublished: _everybody("cycle_evaluated"),
    e.PhaseReminded: _reminded,
    e.PhaseOverdue: _overdue,
    e.CycleSuspended: _everybody("cycle_suspended"),
    e.CycleResumed: _everybody("cycle_resumed"),
    e.CycleCancelled: _everybody("cycle_cancelled"),
}


def _facts(state: CycleState, event: Event) -> dict[str, str]:
    facts = {
        "cycle": state.name,
        "programme": state.programme,
        "phase": state.phase.value,
        "launch_on": _day(state.plan.launch_at),
        "winding_up_on": _day(state.plan.winding_up_at),
        "ends_on": _day(state.plan.ends_at),
        "relationships": str(state.started or sum(run.relationships for run in state.match_runs)),
        "open_relationships": str(state.open_relationships),
    }
    match event:
        case e.PhaseReminded() | e.PhaseOverdue():
            return facts | {"due_on": _day(event.due_at)}
        case e.EvaluationPublished():
            return facts | {"report": event.report}
        case _:
            return facts


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
