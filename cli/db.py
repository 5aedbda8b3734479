"""``mentoring db``: the schema of the database."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

import typer

from cli.engine import database, engine
from cli.exits import Code
from cli.output import Format, Output, print_json, print_table, say, table

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.container import Container

app = typer.Typer(no_args_is_help=True, help="Bring the schema of the database up to date.")

TURN: Final = "migration.lock"
"""The file in the home folder that a migration holds; the kernel lets go of it, however it ends."""


@app.command(epilog="Example: mentoring db migrate")
def migrate(output: Output = Format.TABLE) -> None:
    """Apply every migration that is missing: all of them or none.

    The embedded PostgreSQL is started for it where none is configured. Several programs may do this at once:
    they take turns.
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
    if container.settings.database_url is not None:
        yield
        return
    from bootstrap.leaving import sigterm_interrupts
    from bootstrap.sole import EngineRunning, alone

    home, postgres = container.settings.home, container.embedded_postgres
    with sigterm_interrupts(), _turn(home), ExitStack() as ours:
        try:
            ours.enter_context(alone(home))  # an engine that came meanwhile would lose its server with us
        except EngineRunning:
            if not postgres.is_running():
                raise
        else:
            if not postgres.is_running():
                ours.callback(postgres.stop)
                postgres.start()
        yield


@contextmanager
def _turn(home: "Path") -> Iterator[None]:
    """Wait until no other migration uses the embedded PostgreSQL, which ends with the one that started it."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / TURN).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
