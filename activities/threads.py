"""Activities that run in a thread, since they wait for the log or compute."""

from typing import Final

from temporalio import activity

uninterrupted: Final = activity.defn(no_thread_cancel_exception=True)
"""Declares an activity that is carried out to its end, even when nobody waits for it any more.

By default the SDK raises an exception in the thread of an activity that took too long, between any two steps
of it: also between those that take a connection out of the pool and those that would give it back.
"""
