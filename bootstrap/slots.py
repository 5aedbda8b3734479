"""How much a worker does at the same time."""

from typing import Final

ACTIVITY_SLOTS: Final = 30
"""Activities at the same time."""

WORKFLOW_SLOTS: Final = 20
"""Workflow tasks at the same time; Python runs one of them, more would only invite deadlock alarms."""

LOCAL_ACTIVITY_SLOTS: Final = WORKFLOW_SLOTS
"""Local activities at the same time: the loads and appends that a workflow task waits for, one by one."""

THREADS: Final = ACTIVITY_SLOTS + LOCAL_ACTIVITY_SLOTS
"""A thread for each of both kinds: appends must not queue behind activities that take long.

A local activity that takes too long gives back its slot at once, its thread only when it ends.
"""

ERRANDS: Final = 8
"""Threads for what asynchronous activities and the worker itself have to ask the log now and then."""

CONNECTIONS: Final = THREADS + ERRANDS
"""Connections to the log at most, one for each thread that may ask it; made when first needed."""

VAULT_CONNECTIONS: Final = 8
"""Connections to the keys of people at most."""
