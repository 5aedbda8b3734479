"""What other processes do, which nothing but looking tells."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

WITHIN: Final = timedelta(minutes=2)
"""How long a test waits for what must happen before it gives up; long, since machines are busy."""


def until(condition: Callable[[], object]) -> None:
    """Wait until something holds; fail when it does not come about."""
    end = time.monotonic() + WITHIN.total_seconds()
    while not condition():
        assert time.monotonic() < end, f"nothing came of it within {WITHIN}"
        time.sleep(0.01)


def until_there(path: Path) -> None:
    """Wait until another process has made a file."""
    until(path.exists)
