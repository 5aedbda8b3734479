"""``mentoring demo``: a whole cycle, rehearsed on the real engines."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import print_table, say

if TYPE_CHECKING:
    from bootstrap.running import Running
    from rehearsal.play import Progress, Watch

People = Annotated[
    int | None, typer.Option(min=20, max=5000, help="Draw so many people instead of the sample roster.")
]
Speed = Annotated[
    float,
    typer.Option(
        "--days-per-second",
        min=0.01,
        help="How fast the engine's time runs; a quarter as fast in the first eight weeks, which are busy.",
    ),
]
Seed = Annotated[int, typer.Option(help="Decides chance: the same seed, the same pairs and outcomes.")]


def _in_a_folder(file: Path | None) -> Path | None:
    """Refuse before the rehearsal what would fail after it."""
    if file is not None and not file.parent.is_dir():
        problem = f"there is no folder {file.parent}"
        raise typer.BadParameter(problem)
    return file


Json = Annotated[
    Path | None,
    typer.Option(
        "--json",
        dir_okay=False,
        writable=True,
        callback=_in_a_folder,
        help="Write the result to a file, too.",
    ),
]
Exit = Annotated[bool, typer.Option("--exit", help="Stop at the end, instead of staying up to be looked at.")]


def demo(
    *,
    people: People = None,
    days_per_second: Speed = 2.0,
    seed: Seed = 7,
    json: Json = None,
    leave: Exit = False,
) -> None:
    """Run a whole programme cycle with simulated people, and report what came of it.

    PostgreSQL and Temporal are real, under the home folder (.mentoring, or MENTORING_HOME); only time is
    scaled. An earlier rehearsal there is removed; a real programme's home is never touched.
    """
    import json as json_format

    from bootstrap.container import Container
    from bootstrap.logging import configure
    from cli.demo_report import report
    from cli.progress import progress
    from rehearsal.run import cast, rehearse, rehearsing

    casting = cast(people=people, seed=seed, days_per_second=days_per_second)
    container = Container()
    roster = casting.roster
    say(f"{len(roster.rows)} people; {len(roster.problems)} findings in the roster, none fatal")
    with rehearsing(container) as engine:
        logs = container.settings.home / "logs" / "rehearsal.log"
        with logs.open("a", encoding="utf-8") as lines:
            configure(container.settings.log_level, "json", lines)
            with _watching() as watch, progress("verifying the log") as verifying:
                result = rehearse(container, casting, watch, verifying)
        if json:
            json.write_text(json_format.dumps(result.as_data(), ensure_ascii=False, indent=2, default=str))
        print_table(*report(result, roster))
        if not leave:
            _stay(engine)


def _stay(engine: "Running") -> None:
    from bootstrap.told import Told

    with Told() as told:
        say("")
        say(f"Temporal Web UI   {engine.ui_url}")
        say(f"PostgreSQL        {engine.container.database_url}")
        say(f"Mail              {engine.container.settings.outbox}")
        say("In another terminal: mentoring relationship list, mentoring cycle list, mentoring audit verify")
        say("Ctrl-C stops everything; what it holds stays until the next rehearsal.")
        told.wait()


@contextmanager
def _watching() -> Iterator["Watch"]:
    """Show how far the cycle is: a bar on a terminal, a line now and then elsewhere."""
    if not sys.stderr.isatty():
        yield _now_and_then()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=1.0)
        yield lambda seen: bar.update(task, completed=seen.share, description=_line(seen))


def _now_and_then(every_percent: int = 5) -> "Callable[[Progress], None]":
    last = -every_percent

    def tell(seen: "Progress") -> None:
        nonlocal last
        percent = int(seen.share * 100)
        if percent >= last + every_percent:
            last = percent
            say(f"{percent:3} % {_line(seen)}")

    return tell


def _line(seen: "Progress") -> str:
    return (
        f"{seen.now:%d %b %Y} {seen.phase}: {seen.started} relationships, {seen.closed} closed, "
        f"{seen.events} events"
    )
