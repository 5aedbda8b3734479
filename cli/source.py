"""A file that a command reads from its beginning to its end, or standard input."""

import gzip
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import typer

STANDARD_INPUT: Final = Path("-")


@dataclass(frozen=True)
class Source:
    """What is read.

    Attributes:
        name: What it is called.
        lines: Its lines, unpacked.
        size: How many bytes there are to read, packed or not; None where nobody knows.
        read: Tells how many of them were read; 0 where nobody knows.
    """

    name: str
    lines: Iterable[bytes]
    size: int | None
    read: Callable[[], int]


@contextmanager
def opened(file: Path) -> Iterator[Source]:
    """Open a file, packed when it is called ``.gz``; ``-`` is standard input.

    Raises:
        typer.BadParameter: it cannot be read.
    """
    if file == STANDARD_INPUT:
        yield Source("standard input", sys.stdin.buffer, None, lambda: 0)
        return
    try:
        content = file.open("rb")
    except OSError as error:
        problem = f"{file} cannot be read: {error.strerror}"
        raise typer.BadParameter(problem, param_hint="FILE") from error
    with content, gzip.open(content) if file.suffix == ".gz" else nullcontext(content) as lines:
        status = os.fstat(content.fileno())
        if stat.S_ISREG(status.st_mode):
            yield Source(str(file), lines, status.st_size, content.tell)
        else:  # a pipe
            yield Source(str(file), lines, None, lambda: 0)
