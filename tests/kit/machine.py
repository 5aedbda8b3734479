"""What a test takes of the machine and gives back: processes that end, ports that stay free."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from random import sample
from threading import Timer
from types import MappingProxyType
from typing import Any, Final

from bootstrap.ports import free_port
from eventstore.testing import LATE

LISTENED_ON: Final = range(20_000, 32_768)
"""Ports from which no system takes one for an outgoing connection."""


@contextmanager
def python(
    *arguments: str,
    environment: Mapping[str, str] = MappingProxyType({}),
    limit: timedelta = LATE,
    **pipes: Any,  # noqa: ANN401 - the standard streams, as `subprocess.Popen` takes them
) -> Iterator[subprocess.Popen[str]]:
    """Run Python beside the test, and kill it at the end of the block, or when the time is over.

    So nobody waits for it for ever, neither for what it says nor for its end, whatever fails meanwhile.
    """
    command, surroundings = [sys.executable, *arguments], {**os.environ, **environment}
    with subprocess.Popen(command, env=surroundings, text=True, **pipes) as process:
        end = Timer(limit.total_seconds(), process.kill)
        end.start()
        try:
            yield process
        finally:
            end.cancel()
            process.kill()


def ports_to_return_to() -> tuple[int, int]:
    """Return two free ports for a server that will be started there again: nobody gets them meanwhile."""
    asked = sample(LISTENED_ON, 200)
    return free_port(*asked[::2]), free_port(*asked[1::2])
