"""How much a worker does at the same time."""

from typing import Final

ACTIVITY_SLOTS: Final = 30
"""Activities at the same time; the thread pool and the database pool are as large."""
