"""What every workload works with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.effort import Effort
from benchmarks.finding import Finding, Samples
from benchmarks.histories import Histories
from benchmarks.server import Server


@dataclass(frozen=True, slots=True)
class Bench:
    """The server, logs of any length in it, the effort, and an ear for what goes on."""

    server: Server
    histories: Histories
    effort: Effort
    tell: Callable[[str], object]

    def interleaved(self, sides: Mapping[str, Callable[[], float]]) -> dict[str, Samples]:
        """Measure all sides in turn, round after round, each round beginning with another side.

        What disturbs the machine for a while then disturbs them all.
        """
        values: dict[str, list[float]] = {name: [] for name in sides}
        names = list(sides)
        for number in range(self.effort.rounds):
            first = number % len(names)
            for name in names[first:] + names[:first]:
                self.tell(f"round {number + 1} of {self.effort.rounds}: {name}")
                values[name].append(sides[name]())
        return {name: Samples(name, tuple(found)) for name, found in values.items()}


Workload = Callable[[Bench], Iterator[Finding]]
"""Measures something; says what it found, line by line."""
