"""``mentoring projections park|parked|retry|skip``: events that a read model cannot apply."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from cli.engine import log_warnings, reading
from cli.output import Format, Output, print_json, print_table, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.envelope import Metadata
    from projections.parked import ParkedStream

app = typer.Typer()


class Reason(StrEnum):
    """The classes of `domain.operations.SkipReason`, at hand before the domain is imported."""

    MALFORMED = "malformed"
    DUPLICATE_FACT = "duplicate_fact"
    ENTERED_BY_MISTAKE = "entered_by_mistake"
    OTHER = "other"


Name = Annotated[str, typer.Argument(help="A read model, as `mentoring projections status` calls it.")]
AnyName = Annotated[str | None, typer.Argument(help="Only those of this read model.")]
Stream = Annotated[str, typer.Argument(help="A stream, as `mentoring projections parked` calls it.")]
Why = Annotated[Reason, typer.Option("--reason", help="Why, as a class.")]
By = Annotated[str, typer.Option(help="Who decided, by identifier; never a name.")]


@app.command(epilog="Example: mentoring projections parked")
def parked(name: AnyName = None, output: Output = Format.TABLE) -> None:
    """List the streams that read models go on without.

    Each with the event that could not be applied, and why.
    """
    from projections.parked import parked_streams
    from projections.read_models import named

    only = named(name).name if name is not None else None
    with reading() as (_, connection):
        _print(parked_streams(connection, only), output)


@app.command(epilog="Example: mentoring projections park lessons_log")
def park(name: Name, by: By = "operator", output: Output = Format.TABLE) -> None:
    """Let a stopped read model go on without a stream.

    The stream of the event that it stopped at waits until it is tried again or the event is left out.
    Recorded in the log.
    """
    from projections.parking import park as set_aside
    from projections.read_models import named

    with reading() as (container, _):
        log_warnings(container)
        _print(
            set_aside(
                container.database_url,
                named(name),
                store=container.store,
                metadata=_decided(by),
                now=container.now(),
            ),
            output,
        )


@app.command(epilog="Example: mentoring projections retry lessons_log lesson-7d14…")
def retry(name: Name, stream: Stream, by: By = "operator", output: Output = Format.TABLE) -> None:
    """Try a parked stream again.

    After the cause was mended. Recorded in the log.
    """
    from projections.parking import retry as release
    from projections.read_models import named

    with reading() as (container, _):
        log_warnings(container)
        still = release(
            container.database_url,
            named(name),
            stream,
            store=container.store,
            metadata=_decided(by),
            now=container.now(),
        )
    _tell(stream, still, output)


@app.command(epilog="Example: mentoring projections skip lessons_log lesson-7d14… --reason malformed")
def skip(name: Name, stream: Stream, reason: Why, by: By = "operator", output: Output = Format.TABLE) -> None:
    """Leave out the event that a parked stream failed at.

    For good; what follows it in its stream is applied. Recorded in the log.
    """
    from domain.operations import SkipReason
    from projections.parking import skip as leave_out
    from projections.read_models import named

    with reading() as (container, _):
        log_warnings(container)
        still = leave_out(
            container.database_url,
            named(name),
            stream,
            reason=SkipReason(reason.value),
            store=container.store,
            metadata=_decided(by),
            now=container.now(),
        )
    _tell(stream, still, output)


def _decided(by: str) -> "Metadata":
    from domain.envelope import Actor, Metadata

    cause = str(uuid4())
    actor = Actor(type="service", id="mentoring", on_behalf_of=by)
    return Metadata(actor=actor, correlation_id=cause, causation_id=cause)


def _tell(stream: str, still: "ParkedStream | None", output: Format) -> None:
    _print([still] if still else [], output)
    if output is Format.TABLE:
        say(f"{stream} is {'parked still' if still else 'followed again'}")


def _print(found: "Sequence[ParkedStream]", output: Format) -> None:
    columns = ["projection", "stream", "position", "type", "attempts", "failure"]
    rows = [[getattr(each, column) for column in columns] for each in found]
    if output is Format.JSON:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif rows:
        print_table(table(columns, rows))
