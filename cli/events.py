"""``mentoring events``: the log itself."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli import importing
from cli.engine import database
from cli.output import Format, Output, cell, print_line

if TYPE_CHECKING:
    from domain.envelope import RecordedEvent
    from eventstore.api import EventStore

app = typer.Typer(no_args_is_help=True, help="Look at the log, and bring histories into it.")

PAGE: Final = 500
LATEST: Final = 20
"""How many of the latest events there are to see for somebody who does not say."""

PATIENCE: Final = timedelta(seconds=10)

Stream = Annotated[str | None, typer.Option(help="Only the events of this stream.")]
After = Annotated[int | None, typer.Option(min=0, metavar="P", help="Only events after this position.")]
Limit = Annotated[
    int | None,
    typer.Option(min=0, help="How many at most of those that are there; else the last 20, or all after P."),
]
Follow = Annotated[bool, typer.Option(help="Go on with new events as they come, until Ctrl-C.")]


@app.command(epilog="Example: mentoring events tail --stream relationship-… --follow")
def tail(
    stream: Stream = None,
    after: After = None,
    limit: Limit = None,
    follow: Follow = False,
    output: Output = Format.TABLE,
) -> None:
    """Show the end of the log, or what follows a position.

    With -o json it prints one object a line. Personal texts in it are sealed, and stay so here.
    """
    with database() as container:
        store = container.store
        position = store.head().position if after is None else after
        for event in _there(store, stream, after, limit):
            _show(event, output)
            position = max(position, event.position)
        if follow:
            for event in _new(store, position):
                if stream in (None, event.stream):
                    _show(event, output)


app.add_typer(importing.app)


def _there(
    store: "EventStore", stream: str | None, after: int | None, limit: int | None
) -> Iterable["RecordedEvent"]:
    """Return the first events after a position, or else the last there are."""
    if after is None:
        latest = LATEST if limit is None else limit
        if stream is None:
            return store.read(after=max(0, store.head().position - latest), limit=latest)
        return store.load(stream)[-latest:] if latest else []
    if stream is None:
        return islice(_pages(store, after), limit)
    return islice((event for event in store.load(stream) if event.position > after), limit)


def _pages(store: "EventStore", position: int) -> Iterator["RecordedEvent"]:
    """Yield what the log holds now after a position, a page at a time: there may be millions."""
    head = store.head().position
    while position < head:
        page = store.read(after=position, limit=PAGE, until_position=head)
        yield from page
        position = page[-1].position


def _new(store: "EventStore", position: int) -> Iterator["RecordedEvent"]:
    while True:
        for event in store.read(after=position, limit=PAGE):
            yield event
            position = event.position
        store.wait(position, PATIENCE)


def _show(event: "RecordedEvent", output: Format) -> None:
    if output is Format.JSON:
        print_line(_data(event))
        return
    actor = event.metadata.get("actor", {}).get("id", "-")
    line = f"{event.position:>8}  {cell(event.occurred_at)}  {event.type:<40}  {event.stream}  {actor}"
    typer.echo(line)


def _data(event: "RecordedEvent") -> dict[str, Any]:
    return {
        "position": event.position,
        "stream": event.stream,
        "version": event.version,
        "type": event.type,
        "schema_version": event.schema_version,
        "occurred_at": event.occurred_at,
        "recorded_at": event.recorded_at,
        "event_id": event.event_id,
        "data": dict(event.data),
        "metadata": dict(event.metadata),
        "leaf_hash": event.leaf_hash.hex(),
    }
