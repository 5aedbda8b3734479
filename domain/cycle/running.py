"""Decisions from the launch to the evaluation."""

from datetime import datetime

from domain.cycle import commands as c
from domain.cycle import errors
from domain.cycle import events as e
from domain.cycle.phase import WITH_RELATIONSHIPS, Phase
from domain.cycle.requirements import overridden, require_facts, require_phase
from domain.cycle.state import CycleState
from domain.cycle.values import Guard
from domain.event import Event

_RECORDING = (*WITH_RELATIONSHIPS, Phase.SUSPENDED, Phase.CANCELLED)


def record_started(state: CycleState, command: c.RecordRelationshipsStarted, now: datetime) -> list[Event]:
    """Count a page of relationships that began."""
    require_phase(state, "start relationships", *_RECORDING)
    if command.page <= state.pages:
        return []
    if command.page > state.pages + 1:
        raise errors.PageOutOfOrder(page=command.page, expected=state.pages + 1)
    return [e.RelationshipsStarted(page=command.page, count=command.count, last=command.last, at=now)]


def record_accepted(state: CycleState, command: c.RecordRelationshipAccepted, now: datetime) -> list[Event]:
    """Count an accepted offer."""
    require_phase(state, "count an acceptance", *_RECORDING)
    return [e.RelationshipAccepted(relationship=command.relationship, at=now)]


def record_ended(state: CycleState, command: c.RecordRelationshipEnded, now: datetime) -> list[Event]:
    """Count a relationship that ended; after the closure too, when it is counted late."""
    require_phase(state, "count an ending", *_RECORDING, Phase.CLOSED)
    return [e.RelationshipEnded(relationship=command.relationship, outcome=command.outcome, at=now)]


def start_winding_up(state: CycleState, command: c.StartWindingUp, now: datetime) -> list[Event]:
    """Begin the last weeks early."""
    require_phase(state, "start winding up", Phase.RUNNING)
    return [e.WindingUpStarted(by=command.by, open_relationships=state.open_relationships, at=now)]


def publish_evaluation(state: CycleState, command: c.PublishEvaluation, now: datetime) -> list[Event]:
    """Tell what the cycle was worth, once lessons and measures are there."""
    require_phase(state, "be evaluated", Phase.CLOSED)
    facts = require_facts(command)
    no_lessons = None if facts.lessons else errors.LessonsMissing()
    no_measures = (
        errors.MeasuresMissing(computed=facts.measures, planned=state.measures)
        if facts.measures < state.measures
        else None
    )
    overrides = (
        *overridden(command.overrides, Guard.LESSONS_CAPTURED, no_lessons),
        *overridden(command.overrides, Guard.MEASURES_COMPUTED, no_measures),
    )
    return [
        e.EvaluationPublished(
            by=command.by,
            report=command.report,
            comparison=command.comparison,
            measures=facts.measures,
            lessons=facts.lessons,
            overrides=overrides,
            at=now,
        )
    ]


def consequences(state: CycleState, now: datetime) -> list[Event]:
    """Return what follows at once from how things stand, without anybody asking."""
    if not state.all_started:
        return []
    if state.phase is Phase.LAUNCHED and state.accepted and not state.unanswered:
        return [e.CycleStarted(relationships=state.started, unanswered=0, at=now)]
    if state.phase is Phase.WINDING_UP and not state.open_relationships:
        return [e.CycleClosed(relationships=state.started, outcomes=state.outcomes, at=now)]
    return []
