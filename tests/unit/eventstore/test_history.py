import json
from collections.abc import Iterator

import pytest

from domain.catalogue import REGISTRY
from domain.ids import derive
from eventstore.errors import HistoryUnreadable
from eventstore.history import MOST_FINDINGS, TELL_EVERY, History, examine

METADATA = {"actor": {"type": "service", "id": "old"}, "correlation_id": "c", "causation_id": "c"}


def line(number: int, kind: str = "old.happened") -> bytes:
    """Return a sound line of a type that is not known."""
    fields = {"stream": "old-1", "type": kind, "schema_version": 1, "data": {}, "metadata": METADATA}
    when = {"occurred_at": "2024-01-01T00:00:00Z"}
    return json.dumps({"event_id": str(derive(number)), **fields, **when}).encode() + b"\n"


def history(*lines: bytes) -> History:
    """Return a history of some lines."""
    return History("old.jsonl", lines, REGISTRY)


def test_every_unfit_line_is_found() -> None:
    """Each by its number in the file, though empty lines say nothing."""
    examined = examine(history(line(1), b"\n", b"{\n", line(2), b"  \r\n", line(3, "Nonsense")))
    assert [finding.line for finding in examined.findings] == [3, 6]
    assert (examined.given, examined.found) == (4, 2)
    assert "not JSON" in examined.findings[0].what
    assert examined.findings[1].way_out == "Name it `category.past_tense`"


def test_unknown_types_are_counted() -> None:
    """By type; lines that are unfit count for nothing."""
    examined = examine(history(line(1), line(2, "old.ended"), line(3), line(4, "x")))
    assert examined.unknown == {"old.happened": 2, "old.ended": 1}


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    """Some systems write one."""
    assert examine(history(b"\xef\xbb\xbf" + line(1), line(2))).found == 0


def test_an_empty_history_has_nothing_wrong() -> None:
    """There is nothing to find in it."""
    examined = examine(history())
    assert (examined.given, examined.found, examined.findings) == (0, 0, ())


def test_findings_are_counted_beyond_those_that_are_kept() -> None:
    """A file of another kind altogether does not fill the screen."""
    examined = examine(history(*[b"name,email\n"] * (MOST_FINDINGS + 5)))
    assert (len(examined.findings), examined.found) == (MOST_FINDINGS, MOST_FINDINGS + 5)


def test_a_check_tells_how_far_it_is() -> None:
    """Now and then, by the number of events."""
    told: list[int] = []
    examine(history(*map(line, range(2 * TELL_EVERY + 1))), told.append)
    assert told == [TELL_EVERY, 2 * TELL_EVERY]


def test_a_history_that_breaks_off_says_where() -> None:
    """The last line that could be read is named, and why the next could not."""

    def breaking() -> Iterator[bytes]:
        yield line(1)
        yield line(2)
        cause = "the cable was pulled"
        raise OSError(cause)

    with pytest.raises(HistoryUnreadable, match=r"After line 2, old.jsonl cannot be read: the cable"):
        examine(History("old.jsonl", breaking(), REGISTRY))
