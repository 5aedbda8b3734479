"""What a workload found, and whether that is what was aimed at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Literal

Unit = Literal["events/s", "loads/s", "appends/s", "queries/s", "ms", "µs an event", "events"]


@dataclass(frozen=True, slots=True)
class Samples:
    """The same measured several times; it stands for its median.

    Attributes:
        of: Who or what was measured.
        values: One for each round.
    """

    of: str
    values: Sequence[float]

    @property
    def median(self) -> float:
        """The middle value."""
        return median(self.values)


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at.

    Attributes:
        says: As a person reads it.
        holds: Whether a finding reaches it.
    """

    says: str
    holds: Callable[["Finding"], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the report.

    Attributes:
        workload: Its code, ``A1``.
        what: What was done, in a few words.
        unit: Of both values. Milliseconds are better when fewer, everything else when more.
        ours: What our side reached.
        peer: What the other side reached, if there is one.
        target: What is aimed at, if anything.
        facts: What else was seen, as JSON values.
    """

    workload: str
    what: str
    unit: Unit
    ours: Samples
    peer: Samples | None = None
    target: Target | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """How many times better ours is than the peer."""
        if self.peer is None:
            return None
        ours, peer = self.ours.median, self.peer.median
        return peer / ours if self.unit == "ms" else ours / peer

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None without one."""
        return self.target.holds(self) if self.target else None


def times(factor: float) -> Target:
    """Aim at being so many times better than the peer."""
    return Target(f"≥ {factor:g} x", lambda found: (found.ratio or 0) >= factor)


def at_least(value: float) -> Target:
    """Aim at no less than a value."""
    return Target(f"≥ {value:,.0f}", lambda found: found.ours.median >= value)


def at_most(value: float) -> Target:
    """Aim at no more than a value."""
    return Target(f"≤ {value:g}", lambda found: found.ours.median <= value)


def either(one: Target, other: Target) -> Target:
    """Aim at one of two."""
    return Target(f"{one.says} or {other.says}", lambda found: one.holds(found) or other.holds(found))


def both(one: Target, other: Target) -> Target:
    """Aim at two at once."""
    return Target(f"{one.says}, {other.says}", lambda found: one.holds(found) and other.holds(found))
