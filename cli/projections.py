"""``mentoring projections``: whether the read models are caught up, and building them anew."""

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cli.engine import log_warnings, reading
from cli.output import Format, Output, print_json, print_table, say, table
from cli.progress import progress

if TYPE_CHECKING:
    from projections.connection import Connection
    from projections.projection import Projection
    from projections.status import ProjectionStatus

app = typer.Typer(no_args_is_help=True, help="See whether the read models are caught up, and rebuild them.")

LOOK_EVERY: Final = 0.2
"""Seconds between two looks at how far a rebuild has come."""

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
]


@app.command(epilog="Example: mentoring projections status")
def status(output: Output = Format.TABLE) -> None:
    """Show of every read model how far behind the log it is, who keeps it, and why it stopped if it did."""
    from projections.read_models import PROJECTIONS
    from projections.status import status as survey

    with reading() as (_, connection):
        found = survey(connection, PROJECTIONS)
    if output is Format.JSON:
        print_json([_data(each) for each in found])
        return
    print_table(table(COLUMNS, (_row(each) for each in found)))
    say(f"the log ends at position {found[0].head}")


@app.command(epilog="Example: mentoring projections rebuild relationship_board")
def rebuild(
    name: Annotated[str, typer.Argument(help="A read model, as `mentoring projections status` calls it.")],
    output: Output = Format.TABLE,
) -> None:
    """Build a read model anew from the first event on; readers see it grow meanwhile."""
    from projections.read_models import named

    projection = named(name)
    with reading() as (container, connection):
        log_warnings(container)
        position = _rebuild(container.database_url, projection, connection)
    if output is Format.JSON:
        print_json({"projection": name, "position": position})
    else:
        say(f"{name} is rebuilt up to position {position}")


def _rebuild(url: str, projection: "Projection", connection: "Connection") -> int:
    from projections.rebuild import rebuild as build
    from projections.status import status as survey

    with ThreadPoolExecutor(1) as thread, progress(f"rebuilding {projection.name}") as told:
        building = thread.submit(build, url, projection)
        while wait([building], LOOK_EVERY).not_done:
            shards = survey(connection, [projection])
            told(min(shard.position for shard in shards), shards[0].head)
        return building.result()


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
    ]
