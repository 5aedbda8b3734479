"""What workflows do besides keeping their stream: tell people, and run activities that must succeed."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import (
    ActivityError,
    ApplicationError,
    FailureError,
    WorkflowAlreadyStartedError,
    is_cancelled_exception,
)

with workflow.unsafe.imports_passed_through():
    from activities.messages import LATE_MAIL_WORKFLOW, REPORT_SIGNAL, Request
    from activities.notices import NoticeActivities, Notices
    from activities.reports import Report, ReportActivities
    from domain.clock import Clock
    from domain.command import Command
    from domain.envelope import ENGINE
    from domain.ids import derive
    from domain.notice import Notice

PATIENT: Final = RetryPolicy(
    initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(seconds=15)
)
"""Waits out an outage of the database, however long."""

SILENCE: Final = timedelta(seconds=30)
"""How long nothing may be heard of an activity before another worker begins it anew; workers beat by
themselves, see `activities.heartbeats`."""

AT_ONCE: Final = RetryPolicy(maximum_attempts=1)
"""For the quick way: no second try."""

MAIL: Final = RetryPolicy(maximum_attempts=2)
"""Only for a worker that dies: the activity itself says what could not be delivered."""


async def tell(notices: Sequence[Notice]) -> None:
    """Tell people; what cannot be delivered now is delivered later, and nobody waits for it."""
    if not notices:
        return
    undelivered = await deliver(Notices(notices=tuple(notices)))
    if undelivered.notices:
        late = derive(*(notice.key for notice in undelivered.notices))
        with suppress(WorkflowAlreadyStartedError):
            await workflow.start_child_workflow(
                LATE_MAIL_WORKFLOW,
                undelivered,
                id=f"late_mail-{late}",
                parent_close_policy=workflow.ParentClosePolicy.ABANDON,
            )


async def deliver(notices: Notices) -> Notices:
    """Deliver notices, and return those that could not be delivered now."""
    templates = sorted({notice.template for notice in notices.notices})
    try:
        return await workflow.execute_activity_method(
            NoticeActivities.deliver_notices,
            notices,
            start_to_close_timeout=timedelta(minutes=1),  # longer than a mail server is waited for
            heartbeat_timeout=SILENCE,
            retry_policy=MAIL,
            summary=", ".join(templates),
        )
    except ActivityError as error:
        if is_cancelled_exception(error):
            raise  # an operator ends the workflow, and says so only once
        return notices


async def perform(
    activity: Callable[..., Any], argument: object, within: timedelta = timedelta(minutes=1)
) -> Any:  # noqa: ANN401 - whatever the activity returns
    """Run an activity until it succeeds; each attempt may take as long as `within`, if its worker lives."""
    return await workflow.execute_activity_method(
        activity,
        args=[argument],
        start_to_close_timeout=within,
        heartbeat_timeout=SILENCE,
        retry_policy=PATIENT,
    )


async def quickly_or_patiently(activity: Callable[..., Any], argument: object, summary: str) -> Any:  # noqa: ANN401 - whatever the activity returns
    """Run an activity on the log inside the workflow task; failing that, as one that waits for success.

    The first way costs the service next to nothing. The second survives any outage without filling the
    history, and everybody sees in Temporal what it waits for.

    Raises:
        ApplicationError: the activity said that trying again is of no use.
    """
    try:
        return await workflow.execute_local_activity_method(
            activity,
            args=[argument],
            start_to_close_timeout=timedelta(seconds=5),
            retry_policy=AT_ONCE,
            summary=summary,
        )
    except FailureError as error:
        _raise_if_futile(error)
    try:
        return await workflow.execute_activity_method(
            activity,
            args=[argument],
            start_to_close_timeout=timedelta(seconds=10),
            retry_policy=PATIENT,
            summary=summary,
        )
    except ActivityError as error:
        _raise_if_futile(error)
        raise


def _raise_if_futile(error: FailureError) -> None:
    """Raise what an activity said if trying again is of no use.

    A local activity's failure, be it what the activity said or that it took too long, comes wrapped in an
    `ActivityError` when it happens, and bare when a history is replayed. An operator who ends the workflow
    says so only once.
    """
    if is_cancelled_exception(error):
        raise error
    cause = error.cause if isinstance(error, ActivityError) else error
    if isinstance(cause, ApplicationError) and cause.non_retryable:
        raise cause


async def report(to: str, clock: Clock, command: Command, *because: object) -> None:
    """Send a command to another workflow without waiting for its answer; one that is over needs none."""
    sent = _report(to, clock, command, *because)
    try:
        await workflow.get_external_workflow_handle(to).signal(REPORT_SIGNAL, sent.request)
    except ApplicationError:  # Temporal does not know it
        await perform(ReportActivities.report_to_the_log, sent)


async def report_unless_heard(to: str, clock: Clock, command: Command, *because: object) -> None:
    """Send a command that another workflow may have had from an earlier run; only if the log lacks it."""
    await perform(ReportActivities.report_to_the_log, _report(to, clock, command, *because))


def _report(to: str, clock: Clock, command: Command, *because: object) -> Report:
    """Return a report whose id follows from what caused it: however often it is sent, it counts once."""
    request = Request(
        command_id=str(derive(to, command.__class__.__name__, *because)),
        command=command.model_dump(mode="json"),
        actor=ENGINE,
        correlation_id=to,
    )
    return Report(to=to, clock=clock, request=request)
