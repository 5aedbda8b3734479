"""``mentoring projections``: whether the read models are caught up, and building them anew."""

from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from cli import parking
from cli.engine import log_warnings, reading
from cli.exits import Code
from cli.output import Format, Output, print_json, print_table, say, table
from cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.container import Container
    from projections.connection import Connection
    from projections.projection import Projection
    from projections.shadow import Comparison
    from projections.status import ProjectionStatus

app = typer.Typer(no_args_is_help=True, help="See whether the read models are caught up, and rebuild them.")
app.add_typer(parking.app)

LOOK_EVERY: Final = 0.2
"""Seconds between two looks at how far a rebuild has come."""

Built = TypeVar("Built")

Name = Annotated[str, typer.Argument(help="A read model, as `mentoring projections status` calls it.")]
Shadow = Annotated[bool, typer.Option("--shadow", help="Build beside the live one, compare, and swap.")]

COLUMNS: Final = [
    "projection",
    "state",
    "position",
    "behind",
    "seconds",
    "owner",
    "heartbeat",
    "stopped at",
    "failure",
    "parked",
]


@app.command(epilog="Example: mentoring projections status")
def status(output: Output = Format.TABLE) -> None:
    """Show how far each read model has come.

    That is how far it is behind the log, who keeps it, and why it stopped, if it did.
    """
    from projections.read_models import PROJECTIONS
    from projections.status import status as survey

    with reading() as (_, connection):
        found = survey(connection, PROJECTIONS)
    if output is Format.JSON:
        print_json([_data(each) for each in found])
        return
    print_table(table(COLUMNS, (_row(each) for each in found)))
    say(f"the log ends at position {found[0].head}")


@app.command(epilog="Example: mentoring projections rebuild relationship_board --shadow")
def rebuild(name: Name, shadow: Shadow = False, output: Output = Format.TABLE) -> None:
    """Build a read model anew from the first event on.

    Readers see it grow meanwhile; with --shadow they keep the old one until the new one is complete, and
    the rows in which the two differed are shown.
    """
    from projections.rebuild import rebuild as in_place
    from projections.shadow import rebuild_beside

    with reading() as (container, connection):
        projection = _named(name, container)
        log_warnings(container)

        def build() -> "int | Comparison":
            if shadow:
                return rebuild_beside(container.database_url, projection)
            return in_place(container.database_url, projection, store=container.store)

        built = _watched(build, projection, connection)
    if isinstance(built, int):
        if output is Format.JSON:
            print_json({"projection": name, "position": built})
    else:
        _print_comparison(name, built, output)
    if output is Format.TABLE:
        say(f"{name} is rebuilt")


@app.command(epilog="Example: mentoring projections verify relationship_board")
def verify(name: Name, output: Output = Format.TABLE) -> None:
    """Compare a read model with a rebuild of it.

    Exits with 3 when they differ. The live one serves meanwhile and is only read.
    """
    from projections.shadow import verify as compare

    with reading() as (container, connection):
        projection = _named(name, container)
        log_warnings(container)
        compared = _watched(lambda: compare(container.database_url, projection), projection, connection)
    _print_comparison(name, compared, output)
    if compared.differences:
        raise typer.Exit(Code.DIFFERENCES)


def _named(name: str, container: "Container") -> "Projection":
    """Return a projection as the projector runs it."""
    from projections.read_models import named, told_to_park

    return named(name, told_to_park(container.settings.parking))


def _watched(work: "Callable[[], Built]", projection: "Projection", connection: "Connection") -> "Built":
    """Do long work on a projection, and show meanwhile how far its latest build has come.

    The work is done here and the looking elsewhere, since Ctrl-C only interrupts the main thread.
    """
    import psycopg

    from projections.status import status as survey

    done = Event()

    def look(told: "Callable[[int, int], None]") -> None:
        with suppress(psycopg.Error):  # the work will say what is wrong with the database
            while not done.wait(LOOK_EVERY):
                builds = survey(connection, [projection])
                shadow = [each for each in builds if each.build == "shadow"]
                told(min(each.position for each in shadow or builds), builds[0].head)

    with progress(projection.name) as told:
        looking = Thread(target=look, args=[told], daemon=True)
        looking.start()
        try:
            return work()
        finally:
            done.set()
            looking.join()


def _print_comparison(name: str, compared: "Comparison", output: Format) -> None:
    columns = ["table", "key", "difference", "columns"]
    rows = [[each.table_name, each.key, each.difference, each.columns] for each in compared.differences]
    if output is Format.JSON:
        differences = [dict(zip(columns, row, strict=True)) for row in rows]
        print_json({"projection": name, "position": compared.position, "differences": differences})
        return
    if rows:
        print_table(table(columns, rows))
    say(f"{name} and its rebuild at position {compared.position}: {len(rows)} rows differ")


def _data(found: "ProjectionStatus") -> dict[str, object]:
    from dataclasses import asdict

    return {**asdict(found), "lag_events": found.lag_events, "health": found.health}


def _row(found: "ProjectionStatus") -> list[object]:
    build = "" if found.build == "live" else f" ({found.build})"
    shard = f" {found.shard}" if found.shard else ""
    return [
        f"{found.projection}{shard}{build}",
        found.health,
        found.position,
        found.lag_events,
        found.lag_seconds,
        found.owner,
        found.heartbeat_at,
        found.failed_position,
        found.failure,
        found.parked,
    ]
