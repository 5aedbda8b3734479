"""Whether the log is complete and in order: nothing taken out, put in between, or moved."""

from collections.abc import Iterator
from datetime import UTC, datetime

from audit.kept import Kept


class Order:
    """Counts along: positions, the versions of each stream, the time of recording, and event ids.

    It remembers every event id and the version of every stream, some 100 bytes for each.
    """

    def __init__(self) -> None:
        self._position = 0
        self._recorded_at = datetime.min.replace(tzinfo=UTC)
        self._versions: dict[str, int] = {}
        self._ids: set[int] = set()

    @property
    def position(self) -> int:
        """The position of the event that was seen last."""
        return self._position

    @property
    def streams(self) -> int:
        """How many streams were seen."""
        return len(self._versions)

    def check(self, kept: Kept) -> Iterator[str]:
        """Yield what is wrong with the place of the next event."""
        yield from self._in_log(kept)
        yield from self._in_stream(kept)
        number = kept.event.event_id.int
        if number in self._ids:
            yield f"its event id {kept.event.event_id} is that of an earlier event"
        self._ids.add(number)

    def _in_log(self, kept: Kept) -> Iterator[str]:
        position, expected = kept.event.position, self._position + 1
        if position < expected:
            yield "its position is that of another event"
        elif position > expected:
            missing = f"positions {expected} to {position - 1} are"
            yield f"{missing if position - expected > 1 else f'position {expected} is'} missing before it"
        recorded_at, before = kept.event.recorded_at, self._recorded_at
        if recorded_at < before:
            yield f"it was recorded at {recorded_at}, earlier than the event in front of it ({before})"
        self._position, self._recorded_at = position, recorded_at

    def _in_stream(self, kept: Kept) -> Iterator[str]:
        stream, version = kept.event.stream, kept.event.version
        before = self._versions.get(stream, 0)
        if version != before + 1:
            yield f"its version is {version}, but its stream is at version {before}"
        self._versions[stream] = version
