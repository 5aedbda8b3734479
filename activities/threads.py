"""Activities that run in a thread, since they wait for the log or compute."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

Given = ParamSpec("Given")
Result = TypeVar("Result")


def uninterrupted(activity_of: Callable[Given, Result]) -> Callable[Given, Result]:
    """Declare an activity in whose thread nothing is raised from outside; it stops only where it looks.

    By default the SDK raises an exception in the thread of an activity that took too long, between any two
    steps of it: also between those that take a connection out of the pool and those that would give it back.
    An attempt that waited for a thread for so long that nobody waits for it any more does not begin.
    """

    @wraps(activity_of)
    def carry_out(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        stop_unless_awaited()
        return activity_of(*args, **kwargs)

    return activity.defn(no_thread_cancel_exception=True)(carry_out)


def stop_unless_awaited() -> None:
    """End an activity of which nobody awaits the outcome; to be called between two steps of a long one.

    An attempt that took too long keeps its thread while the next one takes another. What it recorded stays.

    Raises:
        ApplicationError: nobody waits. Not a `CancelledError`, which Temporal takes only from an activity
            that it has cancelled: when the worker stops, another should begin this anew, and at once.
    """
    if activity.in_activity() and activity.is_cancelled():
        message = "nobody waits for this attempt any more"
        raise ApplicationError(message, category=ApplicationErrorCategory.BENIGN)
