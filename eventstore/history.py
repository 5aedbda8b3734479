"""A history from elsewhere, line by line: checked as a whole, or brought into the log."""

import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from domain.envelope import NewEvent
from domain.registry import Registry
from eventstore.errors import EventIdReused, HistoryUnreadable, LineRefused
from eventstore.importer import Imported, import_events
from eventstore.line import Given, Unfit, understand

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

MOST_FINDINGS: Final = 100
"""How many findings are kept: whoever needs more has one cause, not many."""

TELL_EVERY: Final = 1_000
"""Lines between two words about how far a check has come."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A line that the log cannot take.

    Attributes:
        line: Its number, from 1.
        what: What is wrong with it.
        way_out: What to do about it.
    """

    line: int
    what: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Examination:
    """What came of checking a history without the log.

    Attributes:
        given: How many events it has, sound or not.
        findings: The first lines that the log cannot take.
        found: How many of them there are in all.
        unknown: How many events there are of each type that this program does not know.
    """

    given: int
    findings: tuple[Finding, ...]
    found: int
    unknown: Mapping[str, int]


class History:
    """The lines of a history; they can be gone through once.

    Args:
        source: What to call it.
        lines: One event each, as JSON (see `eventstore.line.understand`); empty ones are skipped.
        registry: The event types that are known.

    Attributes:
        source: What it is called.
        line: The number of the line that was read last, from 1.
        given: How many events were read.
        unknown: How many of each type that is not known.
    """

    def __init__(self, source: str, lines: Iterable[bytes], registry: Registry) -> None:
        self.source = source
        self.line = 0
        self.given = 0
        self.unknown: Counter[str] = Counter()
        self._lines = lines
        self._registry = registry

    def __iter__(self) -> Iterator[Given | Unfit]:
        """Yield what each line says.

        Raises:
            HistoryUnreadable: it breaks off.
        """
        for text in self._texts():
            said = understand(text, self._registry)
            self.given += 1
            if isinstance(said, Given) and not said.known:
                self.unknown[said.event.type] += 1
            yield said

    def _texts(self) -> Iterator[bytes]:
        try:
            for number, text in enumerate(self._lines, 1):
                self.line = number
                kept = text.removeprefix(BYTE_ORDER_MARK) if number == 1 else text
                if not kept.isspace():
                    yield kept
        except (OSError, EOFError, zlib.error) as error:
            raise HistoryUnreadable(line=self.line, source=self.source, cause=error) from error


def examine(history: History, progress: Callable[[int], object] = lambda _: None) -> Examination:
    """Check every line of a history; what only the log can know is not checked.

    Args:
        history: The history, not gone through yet.
        progress: Told now and then how many events were checked.

    Raises:
        HistoryUnreadable: it breaks off.
    """
    findings: list[Finding] = []
    found = 0
    for said in history:
        if isinstance(said, Unfit):
            found += 1
            if len(findings) < MOST_FINDINGS:
                findings.append(Finding(history.line, said.what, said.way_out))
        if history.given % TELL_EVERY == 0:
            progress(history.given)
    return Examination(history.given, tuple(findings), found, history.unknown)


def import_history(
    conninfo: str, history: History, progress: Callable[[Imported], object] = lambda _: None
) -> Imported:
    """Bring a history into the log (see `eventstore.importer.import_events`) up to its first unfit line.

    Args:
        conninfo: A libpq connection string; its user needs membership of ``mentoring_importer``.
        history: The history, not gone through yet.
        progress: Called after each chunk.

    Raises:
        LineRefused: the log cannot take a line; what was committed stays.
        HistoryUnreadable: it breaks off; what was committed stays.
        StoreUnreachable: the database cannot be reached; what was committed stays.
    """
    under_way: deque[tuple[int, UUID]] = deque()
    committed = 0

    def told(done: Imported) -> None:
        nonlocal committed
        for _ in range(done.given - committed):
            under_way.popleft()
        committed = done.given
        progress(done)

    try:
        return import_events(conninfo, _fit(history, under_way), progress=told)
    except EventIdReused as error:
        reused = UUID(str(error.facts["event_id"]))
        # Of several lines with this id the last: the first may have been the one that is right.
        line = max(line for line, event_id in under_way if event_id == reused)
        problem = f"its event id {reused} is already used: it is {error.facts['difference']}"
        way_out = "Give every event an id of its own, and the same event the same content every time"
        raise LineRefused(line=line, source=history.source, problem=problem, way_out=way_out) from error


def _fit(history: History, under_way: deque[tuple[int, UUID]]) -> Iterator[tuple[str, NewEvent]]:
    """Yield the events of a history, noting the line of each; raises at the first line that is unfit."""
    for said in history:
        if isinstance(said, Unfit):
            raise LineRefused(
                line=history.line, source=history.source, problem=said.what, way_out=said.way_out
            )
        under_way.append((history.line, said.event.event_id))
        yield said.stream, said.event
