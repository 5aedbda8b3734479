"""``mentoring db``: the schema of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from cli.engine import database, engine
from cli.exits import Code
from cli.output import Format, Output, print_json, print_table, say, table

if TYPE_CHECKING:
    from bootstrap.container import Container

app = typer.Typer(no_args_is_help=True, help="Bring the schema of the database up to date.")


@app.command(epilog="Example: mentoring db migrate")
def migrate(output: Output = Format.TABLE) -> None:
    """Apply every migration that is missing: all of them or none.

    The embedded PostgreSQL is started for it where none is configured. Several programs may do this at once.
    """
    from bootstrap.container import MIGRATIONS
    from eventstore.migrate import migrate as apply

    with engine() as container, _awake(container):
        applied = apply(container.database_url, MIGRATIONS)
    if output is Format.JSON:
        print_json([{"source": each.source, "name": each.name} for each in applied])
        return
    if applied:
        print_table(table(["source", "migration"], ([each.source, each.name] for each in applied)))
    say(f"{len(applied)} migrations applied" if applied else "up to date; nothing to apply")


@app.command(epilog="Example: mentoring db status -o json")
def status(output: Output = Format.TABLE) -> None:
    """Show which migrations are applied.

    Exits with 3 when the schema is not the one of this program.
    """
    from bootstrap.container import MIGRATIONS
    from eventstore.migrate import status as survey

    with database() as container:
        found = survey(container.database_url, MIGRATIONS)
    columns = ["source", "name", "state", "applied_at"]
    rows = [[each.source, each.name, each.state, each.applied_at] for each in found]
    if output is Format.JSON:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        print_table(table(columns, rows))
    if any(each.state != "applied" for each in found):
        say("the schema is not that of this program; see `mentoring db migrate`")
        raise typer.Exit(Code.DIFFERENCES)


@contextmanager
def _awake(container: "Container") -> Iterator[None]:
    """Have the embedded PostgreSQL run, where it is the one that is meant, and leave it as it was found.

    Raises:
        EngineRunning: somebody is just starting it.
    """
    if container.settings.database_url is not None or container.embedded_postgres.is_running():
        yield
        return
    from bootstrap.leaving import sigterm_interrupts
    from bootstrap.sole import alone

    with sigterm_interrupts(), alone(container.settings.home):  # whose engine would lose its server with us
        try:
            container.embedded_postgres.start()
            yield
        finally:
            container.embedded_postgres.stop()
