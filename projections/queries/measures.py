"""The measures of a programme against their targets, computed from events for one cycle."""

from datetime import date
from typing import Final, Literal

from pydantic import TypeAdapter

from domain.programme.catalogue import Direction, MeasureKind, Unit
from domain.programme.measures import DEFINITIONS, Measure
from domain.values import Value
from projections.connection import Connection
from projections.errors import UnknownCycle
from projections.statement import ask

SMALLEST_GROUP: Final = 5
"""Figures about fewer people or relationships are suppressed: they would speak of somebody."""

Verdict = Literal["met", "missed", "suppressed", "not yet measurable"]

_MEASURES: Final = TypeAdapter(tuple[Measure, ...])


class MeasureValue(Value):
    """One measure of the design, as far as it can be known now.

    Attributes:
        id: Its short name in the design.
        objective: The objective that it shows.
        kind: What is computed.
        unit: What `value`, `baseline` and `target` count.
        direction: Which way is better.
        formula: What is divided by what, in words.
        n: The divisor: how many there are of what is counted; None when suppressed.
        value: The figure, rounded half up; None when suppressed or not yet measurable.
        baseline: Where things stood before.
        target: What is aimed for.
        verdict: Whether the target is met, or why that cannot be said.
        comparison: With whom or when the design compares the figure; figures that need a comparison
            group and have none prove little.
        needs_comparison: Whether this is such a figure.
    """

    id: str
    objective: str
    kind: MeasureKind
    unit: Unit
    direction: Direction
    formula: str
    n: int | None
    value: int | None
    baseline: int
    target: int
    verdict: Verdict
    comparison: str | None
    needs_comparison: bool


def programme_measures(connection: Connection, cycle: str, *, today: date) -> list[MeasureValue]:
    """Return every measure that the design of a cycle promises, in the order of the design.

    Args:
        connection: See `projections.queries`.
        cycle: The stream of the cycle.
        today: The engine's day, for who is still employed and who was promoted by then.

    Raises:
        UnknownCycle: there is no such cycle, or its first event is not yet applied.
    """
    found = ask(connection, "cycle_measures", cycle=cycle)
    if not found:
        raise UnknownCycle(cycle=cycle)
    measures = _MEASURES.validate_python(found[0]["measures"] or ())
    counts = {row.pop("kind"): row for row in ask(connection, "measures", cycle=cycle, today=today)}
    return [_valued(measure, **counts[measure.kind]) for measure in measures]


def _valued(measure: Measure, part: int, whole: int, behind: int) -> MeasureValue:
    definition = DEFINITIONS[measure.kind]
    suppressed = 0 < behind < SMALLEST_GROUP
    # A hundred times the quotient is percent of a share and hundredths of a mean alike.
    value = None if suppressed or not whole else (200 * part + whole) // (2 * whole)
    return MeasureValue(
        id=measure.id,
        objective=measure.objective,
        kind=measure.kind,
        unit=measure.unit,
        direction=measure.direction,
        formula=definition.formula,
        n=None if suppressed else whole,
        value=value,
        baseline=measure.baseline,
        target=measure.target,
        verdict="suppressed" if suppressed else _verdict(measure, value),
        comparison=measure.comparison,
        needs_comparison=definition.compared,
    )


def _verdict(measure: Measure, value: int | None) -> Verdict:
    if value is None:
        return "not yet measurable"
    higher = measure.direction is Direction.HIGHER
    met = value >= measure.target if higher else value <= measure.target
    return "met" if met else "missed"
