"""What other processes do, which nothing but looking tells."""

import time
from collections.abc import Callable
from pathlib import Path


def until(condition: Callable[[], object]) -> None:
    """Wait until something holds."""
    while not condition():
        time.sleep(0.01)


def until_there(path: Path) -> None:
    """Wait until another process has made a file."""
    until(path.exists)
