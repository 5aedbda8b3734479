"""The command `mentoring`."""

import sys
from typing import Final, NoReturn

import typer

from cli import (
    audit,
    cycle,
    db,
    events,
    lessons,
    person,
    processes,
    programme,
    projections,
    relationship,
    roster,
)
from cli.demo import demo
from cli.exits import MEANING
from cli.group import Group

app: Final = typer.Typer(
    cls=Group,
    rich_markup_mode=None,  # rich help would double the time that help takes
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a trace with local variables would show what is being worked on
    help="Run a workplace mentoring programme, and see what it does.",
    epilog="Exit codes: " + "; ".join(f"{code.value} {meaning}" for code, meaning in MEANING.items()) + ".",
)

NOUNS: Final = {
    "programme": programme.app,
    "roster": roster.app,
    "cycle": cycle.app,
    "relationship": relationship.app,
    "person": person.app,
    "lessons": lessons.app,
    "events": events.app,
    "projections": projections.app,
    "audit": audit.app,
    "db": db.app,
    "worker": processes.worker,
    "projector": processes.projector,
}

app.command(
    short_help="Rehearse a whole cycle with simulated people.",
    epilog="Example: mentoring demo --seed 3 --json demo.json --exit",
)(demo)
app.command(short_help="Run the whole engine on this machine.", epilog="Example: mentoring up")(processes.up)
for _name, _noun in NOUNS.items():
    app.add_typer(_noun, name=_name)


def run() -> NoReturn:
    """Run the command that was typed, and end the process with its exit code."""
    code: object = 0
    try:
        app()
    except SystemExit as leaving:
        code = leaving.code
    if "bootstrap.temporal" in sys.modules:  # a Temporal client may have been opened
        from bootstrap.leaving import leave

        leave(code if isinstance(code, int) else 0)
    sys.exit(0 if code is None else str(code) if not isinstance(code, int) else code)
