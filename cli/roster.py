"""``mentoring roster``: the people of an HR export."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.output import Format, Output, print_json, print_table, say, table

app = typer.Typer(no_args_is_help=True, help="Check the rosters of participants.")

File = Annotated[Path, typer.Argument(help="A CSV file.", exists=True, dir_okay=False, readable=True)]
Design = Annotated[
    Path | None,
    typer.Option(help="The design whose tracks and modules the roster names.", exists=True, dir_okay=False),
]
Today = Annotated[
    datetime | None,
    typer.Option(help="The day of reading, which decides who has left.", formats=["%Y-%m-%d"]),
]


@app.command(
    epilog="Example: mentoring roster check programmes/graduate-roster.csv --design programmes/graduate.yaml"
)
def check(file: File, design: Design = None, today: Today = None, output: Output = Format.TABLE) -> None:
    """Check a roster.

    Each finding names the line, and whether its person can be loaded. Findings are no failure: whoever
    can be loaded is. No value of a cell is shown, only where it stands.
    """
    from intake.design import read_design
    from intake.roster import read_roster

    day = (today or datetime.now(UTC)).date()
    roster = read_roster(file, today=day, design=read_design(design) if design else None)
    if output is Format.JSON:
        print_json({"source": str(file), "loaded": len(roster.rows), "findings": roster.as_data()})
        return
    if roster.problems:
        rows = (
            [each.line, each.severity, each.column, each.what, each.way_out, each.loaded]
            for each in roster.problems
        )
        print_table(table(["line", "severity", "column", "what", "way out", "loaded"], rows))
    say(f"{file}: {len(roster.rows)} people can be loaded; findings: {len(roster.problems)}")
