"""What workflows do besides keeping their stream: tell people, and run activities that must succeed."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Final

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.notices import NoticeActivities, Notices
    from domain.notice import Notice

PATIENT: Final = RetryPolicy(
    initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(seconds=15)
)
"""Waits out an outage of the database, however long."""

MAIL: Final = RetryPolicy(maximum_attempts=5)
"""Mail that cannot be sent is given up after a while: nothing else waits for a mail server."""


async def tell(notices: Sequence[Notice]) -> None:
    """Tell people; what cannot be delivered is logged and given up."""
    if not notices:
        return
    templates = sorted({notice.template for notice in notices})
    try:
        await workflow.execute_activity_method(
            NoticeActivities.deliver_notices,
            Notices(notices=tuple(notices)),
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=MAIL,
            summary=", ".join(templates),
        )
    except ActivityError:
        workflow.logger.warning("mail given up", extra={"templates": templates})


async def perform(
    activity: Callable[..., Any], argument: object, within: timedelta = timedelta(minutes=1)
) -> Any:  # noqa: ANN401 - whatever the activity returns
    """Run an activity until it succeeds; each attempt may take as long as `within`."""
    return await workflow.execute_activity_method(
        activity, args=[argument], start_to_close_timeout=within, retry_policy=PATIENT
    )
