"""What a verification says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the log that is not as it must be.

    Attributes:
        position: Where, by the position of the event; one beyond the last when the end is missing.
        stream: The stream of that event; empty when there is none.
        what: What is wrong with it; never personal data.
    """

    position: int
    stream: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What came out of reading a whole log.

    Attributes:
        events: How many events were read.
        streams: How many streams they belong to.
        head: The last position when the reading began.
        findings: The first of what was found.
        found: How much was found in all.
        unknown: How many events of each type this program does not know; kept, and no finding.
    """

    events: int
    streams: int
    head: int
    findings: tuple[Finding, ...]
    found: int
    unknown: Mapping[str, int]

    @property
    def verified(self) -> bool:
        """Whether everything is as it must be."""
        return not self.found

    def as_data(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return {
            "verified": self.verified,
            "events": self.events,
            "streams": self.streams,
            "head": self.head,
            "found": self.found,
            "findings": [
                {"position": each.position, "stream": each.stream, "what": each.what}
                for each in self.findings
            ],
            "unknown": dict(self.unknown),
        }
