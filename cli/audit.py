"""``mentoring audit``: whether the log can be trusted."""

from typing import TYPE_CHECKING

import typer

from cli.engine import database
from cli.exits import Code
from cli.output import Format, Output, facts, print_json, print_table, say, table
from cli.progress import progress

if TYPE_CHECKING:
    from audit.finding import Verification

app = typer.Typer(no_args_is_help=True, help="Show that the log is what it was.")


@app.callback()
def _audit() -> None:
    """Keep `verify` a command of its own, also while it is the only one."""


@app.command(epilog="Example: mentoring audit verify -o json")
def verify(output: Output = Format.TABLE) -> None:
    """Read the whole log and check it.

    Checked are order, hashes, seals and signatures; exits with 3 on any finding. It reads as a role
    that can change nothing.
    """
    from audit.kept import DatabaseLog
    from audit.verify import verify as read

    with database() as container, progress("verifying the log") as told:
        verification = read(DatabaseLog(container.database_url), progress=told)
    if output is Format.JSON:
        print_json(verification.as_data())
    else:
        _print(verification)
    if not verification.verified:
        raise typer.Exit(Code.DIFFERENCES)


def _print(verification: "Verification") -> None:
    unknown = ", ".join(f"{kind} ({number})" for kind, number in verification.unknown.items())
    print_table(
        facts(
            [
                ("events", verification.events),
                ("streams", verification.streams),
                ("head", verification.head),
                ("unknown types", unknown),
                ("findings", verification.found),
            ]
        )
    )
    if verification.findings:
        rows = ([each.position, each.stream, each.what] for each in verification.findings)
        print_table(table(["position", "stream", "what"], rows))
    say("the log is verified" if verification.verified else "the log is NOT what it was")
