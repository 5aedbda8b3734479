"""One event as one line of JSON: how histories come from elsewhere, and how exports spell them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from domain.envelope import NewEvent
from domain.registry import Registry, UnknownEvent
from eventstore.api import Expected
from eventstore.batch import Batch
from eventstore.canonical import canonical_json
from eventstore.content import in_words, lacking, read
from eventstore.errors import BadAppend, NotCanonical


@dataclass(frozen=True, slots=True)
class Given:
    """A line that the log can take.

    Attributes:
        stream: Where its event belongs.
        event: The event.
        known: Whether this program knows its type; the log keeps it either way.
    """

    stream: str
    event: NewEvent
    known: bool


@dataclass(frozen=True, slots=True)
class Unfit:
    """A line that the log cannot take.

    Attributes:
        what: What is wrong with it, without the texts of its data.
        way_out: What to do about it.
    """

    what: str
    way_out: str


LARGEST_VERSION: Final = 2**31 - 1
"""What the column holds."""


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        problem = "in UTC it is outside the years 1 to 9999"
        raise ValueError(problem) from error


class _Line(BaseModel):
    """The fields of a line."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    event_id: UUID
    stream: str
    type: str
    schema_version: Annotated[int, Field(le=LARGEST_VERSION)]
    data: dict[str, Any]
    metadata: dict[str, Any]
    occurred_at: Annotated[AwareDatetime, AfterValidator(_in_utc)]
    # What an export says of the place in the log that it came from; the log that takes it gives its own.
    position: Any = None
    version: Any = None
    recorded_at: Any = None
    leaf_hash: Any = None


def understand(line: bytes, registry: Registry) -> Given | Unfit:
    """Read a line, and check all that can be checked without the log.

    The event must be one that the log takes, its metadata must say who acted and why, and data of a known
    type must be those of that type.

    Args:
        line: JSON in UTF-8, as `eventstore.leaf.envelope` or any other program spells it.
        registry: The types that are known.
    """
    try:
        said = _Line.model_validate_json(line)
    except ValidationError as error:
        return _misread(error)
    event = NewEvent(
        event_id=said.event_id,
        type=said.type,
        schema_version=said.schema_version,
        data=said.data,
        metadata=said.metadata,
        occurred_at=said.occurred_at,
    )
    return _refused(said.stream, event) or _examined(said.stream, event, registry)


def _misread(error: ValidationError) -> Unfit:
    [first, *_] = error.errors(include_input=False, include_url=False)
    if first["type"] == "json_invalid":
        problem = str(first["ctx"]["error"]).replace(" line 1 column", " column")
        return Unfit(f"it is not JSON ({problem})", "Write one event a line, as a JSON object in UTF-8")
    return Unfit(in_words(error), "Give it the fields that `mentoring events import --help` names")


def _refused(stream: str, event: NewEvent) -> Unfit | None:
    """Return what the log would refuse, by the very checks of an append."""
    batch = Batch()
    try:
        batch.add_stream(stream, Expected.ANY)
        batch.add_event(event)
    except BadAppend as error:
        return Unfit(str(error.facts["problem"]), str(error.facts["way_out"]))
    except NotCanonical:
        return _not_canonical(event)
    return None


def _not_canonical(event: NewEvent) -> Unfit | None:
    try:
        canonical_json({"data": event.data, "metadata": event.metadata})  # the path says in which of the two
    except NotCanonical as error:
        facts = error.facts
        return Unfit(
            f"the value at {facts['path']} cannot be stored: {facts['problem']}", f"Use {facts['instead']}"
        )
    return None


def _examined(stream: str, event: NewEvent, registry: Registry) -> Given | Unfit:
    if problem := lacking(event.metadata):
        return Unfit(problem, "Name the actor (type and id), the correlation_id and the causation_id")
    found = read(event.type, event.schema_version, event.data, registry)
    if isinstance(found, str):
        return Unfit(found, "Give it the fields of that type, as the reference of events lists them")
    if isinstance(found, UnknownEvent):
        return _unknown(stream, event, registry)
    # An event ignores fields that it does not know; a misspelt one would be kept, and never be read.
    strangers = event.data.keys() - type(found).model_fields.keys()
    if strangers and event.schema_version == found.schema_version:
        return Unfit(
            f"its data have fields that {event.type} version {event.schema_version} does not know: "
            f"{', '.join(sorted(strangers))}",
            "Correct their names or leave them out",
        )
    return Given(stream, event, known=True)


def _unknown(stream: str, event: NewEvent, registry: Registry) -> Given | Unfit:
    """Keep what nobody here reads; what read models would stop at is refused while it still can be."""
    if known := registry.get(event.type):
        return Unfit(
            f"this program knows {event.type} up to version {known.schema_version}, "
            f"not version {event.schema_version}",
            "Correct the version, or import with the program that has it",
        )
    return Given(stream, event, known=False)
