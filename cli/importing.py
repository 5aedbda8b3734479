"""``mentoring events import``: a history from another system, or from another log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.engine import database
from cli.exits import Code
from cli.output import Format, Output, facts, print_json, print_problem, print_table, say, table
from cli.progress import file_progress
from cli.source import Source, opened
from domain.errors import MentoringError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eventstore.history import Examination, History
    from eventstore.importer import Imported

app = typer.Typer()

File = Annotated[Path, typer.Argument(help="A file of JSON Lines, also as .gz; - for standard input.")]
Check = Annotated[
    bool, typer.Option("--check", help="Check every line and write nothing; needs no database.")
]


class ImportInterrupted(MentoringError):
    """The import of {source} was interrupted; what was committed stays.

    Run the same command again to go on: events that the log holds already are skipped.
    """


@app.command("import", epilog="Example: mentoring events import history.jsonl --check")
def import_(file: File, check: Check = False, output: Output = Format.TABLE) -> None:
    """Append a history to the log.

    A line is one event, with event_id, stream, type, schema_version, data, metadata and occurred_at. Each
    goes to the end of its stream, in the order of the lines. Lines of an export, and those of `mentoring
    events tail -o json`, are taken as they are; position, version, recorded_at and leaf_hash are given anew.

    Events that the log holds already are skipped. So after an interruption, or when a refused line is
    corrected, import the whole file again.

    Data of a known type must be those of one of its versions. Events of unknown types are kept, and counted
    in the result. The database login needs the role mentoring_importer.
    """
    from domain.catalogue import REGISTRY
    from eventstore.history import History

    with opened(file) as source:
        history = History(source.name, source.lines, REGISTRY)
        if check:
            _check(history, source, output)
        else:
            _import(history, source, output)


def _import(history: "History", source: Source, output: Format) -> None:
    from eventstore.history import import_history

    try:
        with database() as container, _shown("importing", source, output) as shown:
            url = container.database_url
            imported = import_history(url, history, lambda done: shown(done.given))
    except KeyboardInterrupt:
        print_problem(ImportInterrupted(source=source.name), as_json=output is Format.JSON)
        raise
    _print(history, imported, output)


def _check(history: "History", source: Source, output: Format) -> None:
    from eventstore.history import examine

    with _shown("checking", source, output) as shown:
        examined = examine(history, shown)
    _print_findings(history, examined, output)
    if examined.found:
        raise typer.Exit(Code.FAILED)


@contextmanager
def _shown(what: str, source: Source, output: Format) -> Iterator[Callable[[int], None]]:
    """Show a person how far the reading is; yields the function to call with the number of events."""
    if output is Format.JSON:
        yield lambda _events: None
        return
    with file_progress(what, source.size) as told:
        yield lambda events: told(source.read(), events)


def _print(history: "History", imported: "Imported", output: Format) -> None:
    counts = {
        "source": history.source,
        "given": imported.given,
        "new": imported.written,
        "skipped": imported.given - imported.written,
        "head": imported.position,
    }
    if output is Format.JSON:
        print_json({**counts, "unknown": history.unknown})
        return
    print_table(facts([*counts.items(), ("unknown types", _listed(history.unknown))]))
    _warn(history.unknown)


def _print_findings(history: "History", examined: "Examination", output: Format) -> None:
    counts = {"source": history.source, "given": examined.given, "found": examined.found}
    if output is Format.JSON:
        findings = [asdict(finding) for finding in examined.findings]
        print_json(
            {**counts, "usable": not findings, "findings": findings, "unknown": examined.unknown},
        )
        return
    print_table(facts([*counts.items(), ("unknown types", _listed(examined.unknown))]))
    if examined.findings:
        rows = ([each.line, each.what, each.way_out] for each in examined.findings)
        print_table(table(["line", "what", "way out"], rows))
    _warn(examined.unknown)
    say(f"{history.source} is {'NOT fit' if examined.found else 'fit'} to be imported")


def _listed(unknown: "Mapping[str, int]") -> str:
    return ", ".join(f"{kind} ({number})" for kind, number in unknown.items())


def _warn(unknown: "Mapping[str, int]") -> None:
    if unknown:
        say(
            f"{sum(unknown.values())} events are of types that this program does not know; the log keeps them"
        )
