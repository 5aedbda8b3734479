"""``mentoring programme``: designs of programmes."""

from pathlib import Path
from typing import Annotated

import typer

from cli.exits import Code
from cli.output import Format, Output, print_json, print_table, say, table

app = typer.Typer(no_args_is_help=True, help="Check the designs of programmes.")

File = Annotated[Path, typer.Argument(help="A YAML file.", exists=True, dir_okay=False, readable=True)]


@app.command(epilog="Example: mentoring programme check programmes/graduate.yaml")
def check(file: File, output: Output = Format.TABLE) -> None:
    """Check a design.

    Each finding names the line, the place and the way out. Exits with 1 when an error makes the design
    unusable; advice leaves it usable.
    """
    from intake.design import examine_design

    examination = examine_design(file)
    usable = examination.design is not None
    if output is Format.JSON:
        found = {"source": examination.source, "usable": usable, "findings": examination.as_data()}
        print_json(found)
    else:
        if examination.findings:
            rows = (
                [each.line, each.severity, each.path, each.what, each.way_out]
                for each in examination.findings
            )
            print_table(table(["line", "severity", "place", "what", "way out"], rows))
        errors, advice = len(examination.errors), len(examination.advice)
        say(f"{file}: {'usable' if usable else 'not usable'}; errors: {errors}, advice: {advice}")
    if not usable:
        raise typer.Exit(Code.FAILED)
