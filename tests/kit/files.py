"""Files by which other processes tell how far they are."""

import time
from pathlib import Path


def until_there(path: Path) -> None:
    """Wait until another process has made a file, which nothing but looking tells."""
    while not path.exists():
        time.sleep(0.01)
