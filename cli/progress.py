"""How far long work has come, shown where somebody can see it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal, and nothing elsewhere; yields the function to call with done and total."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def file_progress(what: str, size: int | None) -> Iterator[Callable[[int, int], None]]:
    """Show how much of a file was read, on a terminal; yields the function to call with bytes and events.

    Args:
        what: What is being done.
        size: The size of the file in bytes; None when nobody knows, and then the bar only moves.
    """
    if not sys.stderr.isatty():
        yield lambda _read, _events: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    words, counted = TextColumn("{task.description}"), TextColumn("{task.fields[events]}")
    known = () if size is None else (DownloadColumn(), TimeRemainingColumn())
    columns = (words, BarColumn(bar_width=20), counted, *known)  # all of it in 80 columns
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=size, events="")

        def told(read: int, events: int) -> None:
            rate = events / (bar.tasks[0].elapsed or 1)
            bar.update(task, completed=read, events=f"{events:,} events, {rate:,.0f}/s")

        yield told
