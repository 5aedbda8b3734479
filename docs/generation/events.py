"""The page about events: every type that the log can hold."""

from itertools import groupby

from docs.generation import markdown as md
from docs.generation.fields import Fields
from domain.catalogue import REGISTRY
from domain.event import Event


def page() -> str:
    """Return the page."""
    events = sorted(REGISTRY, key=lambda event: event.type.partition(".")[0])
    fields = Fields(events, "serialization")
    parts = []
    for category, members in groupby(events, key=lambda event: event.type.partition(".")[0]):
        parts += [f"## {category}", *(_section(event, fields) for event in members)]
    return md.page(
        "Events",
        "Every type of event that the log can hold, with the fields of its data as JSON. Around the data"
        " stand event id, stream, version, position, type, schema version, metadata, both times and the"
        " leaf hash. A published version never changes.",
        *parts,
        "## Values",
        *fields.values(),
    )


def _section(event: type[Event], fields: Fields) -> str:
    heading = f"### {event.type}\n\nVersion {event.schema_version}. {md.summary(event)}"
    return f"{heading}\n\n{fields.table(event)}"
