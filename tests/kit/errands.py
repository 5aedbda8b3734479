"""What a writer in a crash test appends: its errands, numbered, each the same whenever it is run."""

from random import Random
from typing import Final, NamedTuple

from domain.envelope import ENGINE, Metadata, NewEvent
from domain.ids import derive, stream_name
from eventstore.api import Appended, Expected, ExpectedVersion, StreamWrite
from eventstore.codec import encode
from tests.kit.relationships import START, active, day, held
from tests.kit.tallies import COUNTED, NOON

LIFE: Final = tuple(held(active(), 30, 58).until(day(400)).events)
"""What happens in each relationship."""

CHAPTER: Final = 5
"""How many events of it one errand tells."""

CHAPTERS: Final = len(LIFE) // CHAPTER
ERRANDS_A_TALLY: Final = 25
"""After so many errands of each writer they all turn to new tallies: streams stay short."""


class Answer(NamedTuple):
    """What the log said to an errand.

    Attributes:
        number: Which errand of the writer.
        places: Where the last event of each write stands.
    """

    number: int
    places: list[Appended]


def errand(writer: str, number: int) -> list[StreamWrite]:
    """Return the writes of one append: a chapter of a relationship, and often some tallies.

    A relationship belongs to one writer, who knows its version; writers share the tallies, at any version.
    """
    dice = Random(f"{writer} {number}")
    tallies = dice.sample(range(3), dice.choice((0, 0, 1, 2)))
    return [_chapter(writer, number, dice), *(_tally(writer, number, each, dice) for each in tallies)]


def _chapter(writer: str, number: int, dice: Random) -> StreamWrite:
    life, chapter = divmod(number, CHAPTERS)
    stream, cause = stream_name("relationship", writer, life), f"{writer} {number}"
    metadata = Metadata(actor=ENGINE, correlation_id=stream, causation_id=cause)
    told = chapter * CHAPTER
    events = [
        encode(
            event,
            stream=stream,
            cause=cause,
            index=index,
            metadata=metadata,
            occurred_at=getattr(event, "at", START),
        )
        for index, event in enumerate(LIFE[told : told + CHAPTER])
    ]
    loosely = Expected.STREAM_EXISTS if chapter else Expected.NO_STREAM
    expected: ExpectedVersion = dice.choice((told, loosely))
    return StreamWrite(stream, events, expected)


def _tally(writer: str, number: int, tally: int, dice: Random) -> StreamWrite:
    stream, cause = f"tally-{number // ERRANDS_A_TALLY}-{tally}", f"{writer} {number}"
    metadata = Metadata(actor=ENGINE, correlation_id=stream, causation_id=cause)
    events = [
        NewEvent(
            event_id=derive(stream, cause, index),
            type=COUNTED,
            schema_version=1,
            data={"index": index},
            metadata=metadata.model_dump(mode="json", exclude_none=True),
            occurred_at=NOON,
        )
        for index in range(dice.choice((1, 1, 3, 40)))
    ]
    return StreamWrite(stream, events, Expected.ANY)
