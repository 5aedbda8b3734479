"""Read a whole log and say whether it is what it was."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from audit.content import check_bytes, check_metadata
from audit.finding import Finding, Verification
from audit.kept import PAGE, Kept, Log
from audit.order import Order
from audit.seals import Seals
from audit.signatures import Signatures
from domain.catalogue import REGISTRY
from domain.registry import Registry, UnknownEvent
from eventstore.content import read

MOST_FINDINGS: Final = 100
"""How many findings are kept: whoever needs more has one cause, not many."""

Progress = Callable[[int, int], None]
"""Told now and then how many events were read, and how many there are."""


def verify(
    log: Log,
    *,
    registry: Registry = REGISTRY,
    progress: Progress | None = None,
    most_findings: int = MOST_FINDINGS,
) -> Verification:
    """Check every event up to the present head of a log, and the order they are in.

    Positions run from 1 without a gap, and so do the versions of each stream; time of recording never
    runs back; event ids are unique; each leaf hash is that of the stored bytes; data and metadata can be
    read; each sealed text was sealed for the command that brought it; signatures name the document that
    was drafted. What nobody outside the database has written down cannot be told from here: that whole
    events were cut off at the end, or all of it was written anew.

    Raises:
        StoreUnreachable: the log cannot be reached.
    """
    verifier = _Verifier(registry)
    head = log.head()
    findings: list[Finding] = []
    events = found = 0
    for kept in log.events(head):
        events += 1
        for what in verifier.check(kept):
            found += 1
            if len(findings) < most_findings:
                findings.append(Finding(kept.event.position, kept.event.stream, what))
        if progress and events % PAGE == 0:
            progress(events, head)
    if verifier.order.position != head:
        found += 1
        findings.append(Finding(verifier.order.position + 1, "", f"the log ends here, not at {head}"))
    if progress:
        progress(head, head)
    return Verification(events, verifier.order.streams, head, tuple(findings), found, verifier.unknown)


class _Verifier:
    """Everything that is checked along the way."""

    def __init__(self, registry: Registry) -> None:
        self.order = Order()
        self.unknown: Counter[str] = Counter()
        self._seals = Seals()
        self._signatures = Signatures()
        self._registry = registry

    def check(self, kept: Kept) -> Iterator[str]:
        yield from self.order.check(kept)
        yield from check_bytes(kept)
        if not isinstance(kept.event.data, dict):
            return  # as was just said
        yield from check_metadata(kept)
        yield from self._seals.check(kept)
        event = read(kept.event.type, kept.event.schema_version, kept.event.data, self._registry)
        if isinstance(event, str):
            yield event
            return
        if isinstance(event, UnknownEvent):
            self.unknown[kept.event.type] += 1
        yield from self._signatures.check(kept, event)
