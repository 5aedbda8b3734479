"""Which events a command causes in a match run, or why it is refused."""

from datetime import datetime
from typing import assert_never

from domain.event import Event
from domain.match_run.commands import (
    ApproveMatchRun,
    DiscardMatchRun,
    MatchRunCommand,
    OverrideProposals,
    PublishMatchRun,
    RecordProposals,
    StartMatchRun,
)
from domain.match_run.errors import (
    AlreadyApproved,
    AlreadyProposed,
    ApprovalNeedsAPerson,
    NotApproved,
    NothingProposed,
    ResultOfOtherInputs,
    RunAlreadyStarted,
    RunIsOver,
    RunNotStarted,
)
from domain.match_run.events import (
    MatchesProposed,
    MatchRunApproved,
    MatchRunDiscarded,
    MatchRunStarted,
)
from domain.match_run.inputs import digest
from domain.match_run.overrides import check_places, override
from domain.match_run.pages import paged, paged_together
from domain.match_run.publication import publication
from domain.match_run.state import MatchRunState


def decide(state: MatchRunState, command: MatchRunCommand, _now: datetime) -> list[Event]:
    """Return the events that `command` causes.

    Raises:
        Refused: see `domain.match_run.errors`.
    """
    if isinstance(command, StartMatchRun):
        return _start(state, command)
    if state.status == "new":
        raise RunNotStarted
    if state.status in {"published", "discarded"}:
        raise RunIsOver(run=state.run, status=state.status)
    match command:
        case RecordProposals():
            return _record(state, command)
        case OverrideProposals():
            _expect_proposals(state)
            return [override(state, command)]
        case ApproveMatchRun():
            _expect_proposals(state)
            return [_approve(state, command)]
        case PublishMatchRun():
            if state.status != "approved":
                raise NotApproved(run=state.run)
            return [*publication(state)]
        case DiscardMatchRun():
            return [MatchRunDiscarded(by=command.by, reason=command.reason)]
        case _:
            assert_never(command)


def _start(state: MatchRunState, command: StartMatchRun) -> list[Event]:
    if state.status != "new":
        raise RunAlreadyStarted(run=state.run)
    pages = paged(command.inputs.candidates)
    return [
        MatchRunStarted(
            cycle=command.cycle,
            number=command.number,
            inputs=command.inputs.model_copy(update={"candidates": candidates}),
            inputs_digest=command.inputs.digest(),
            page=page,
            pages=len(pages),
        )
        for page, candidates in enumerate(pages, start=1)
    ]


def _record(state: MatchRunState, command: RecordProposals) -> list[Event]:
    if state.status != "started":
        raise AlreadyProposed(run=state.run)
    result = command.result
    if result.report.inputs_digest != state.inputs_digest:
        raise ResultOfOtherInputs(given=result.report.inputs_digest, expected=state.inputs_digest)
    check_places(state, result.proposals)
    pages = paged_together(result.proposals, result.unmatched, weight=lambda each: len(each.directions))
    return [
        MatchesProposed(
            report=result.report, proposals=proposals, unmatched=unmatched, page=page, pages=len(pages)
        )
        for page, (proposals, unmatched) in enumerate(pages, start=1)
    ]


def _expect_proposals(state: MatchRunState) -> None:
    if state.status == "started":
        raise NothingProposed(run=state.run)
    if state.status == "approved":
        raise AlreadyApproved(run=state.run)


def _approve(state: MatchRunState, command: ApproveMatchRun) -> MatchRunApproved:
    by = command.by
    if by.type == "engine" or (by.type == "service" and by.on_behalf_of is None):
        raise ApprovalNeedsAPerson(run=state.run, actor=by.id)
    return MatchRunApproved(by=by, proposals_digest=digest(state.proposals))
