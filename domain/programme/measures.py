"""How it will be known that the programme works."""

from typing import Final

from domain.programme.catalogue import Direction, MeasureKind, MeasureLevel, Unit
from domain.programme.texts import Key, Text, Whole
from domain.values import Value


class Measure(Value):
    """A figure with a baseline and a target, set before the programme starts (seeds 003 and 004).

    Attributes:
        id: Its short name.
        objective: The objective it shows, by id.
        level: Whether it speaks of individuals or of the organisation.
        kind: What the engine computes.
        unit: What the numbers count; follows from the kind.
        direction: Which way is better; follows from the kind.
        baseline: Where things stood before, in `unit`.
        target: What is aimed for, in `unit`.
        comparison: With whom or when the figure is compared.
    """

    id: Key
    objective: Key
    level: MeasureLevel
    kind: MeasureKind
    unit: Unit
    direction: Direction
    baseline: Whole
    target: Whole
    comparison: Text | None = None


class Definition(Value):
    """What a kind of measure means.

    Attributes:
        unit: What its numbers count.
        direction: Which way is better.
        formula: What is divided by what, in words.
        compared: Whether the figure says little without a comparison group.
    """

    unit: Unit
    direction: Direction
    formula: str
    compared: bool = False


def _percent(formula: str, *, compared: bool = False) -> Definition:
    return Definition(unit=Unit.PERCENT, direction=Direction.HIGHER, formula=formula, compared=compared)


def _scale(formula: str) -> Definition:
    return Definition(unit=Unit.HUNDREDTHS, direction=Direction.HIGHER, formula=formula)


DEFINITIONS: Final[dict[MeasureKind, Definition]] = {
    MeasureKind.MATCH_RATE: _percent("people in a published match ÷ people in the pool"),
    MeasureKind.TRAINING_COVERAGE: _percent("matched mentors with all mandatory training ÷ matched mentors"),
    MeasureKind.AGREEMENT_COVERAGE: _percent("relationships signed in time ÷ relationships started"),
    MeasureKind.FIRST_MEETING_RATE: _percent(
        "relationships with a first meeting in time ÷ relationships started"
    ),
    MeasureKind.MEETINGS_HELD_RATE: _percent("meetings held ÷ meetings scheduled"),
    MeasureKind.FIT_RATE: _percent("answers 'good fit' ÷ fit checks answered"),
    MeasureKind.PULSE_MEAN: _scale("mean of the 1-5 pulse answers"),
    MeasureKind.GOAL_ATTAINMENT: _percent("goals achieved ÷ goals agreed"),
    MeasureKind.EXIT_SATISFACTION: _scale("mean of the 1-5 satisfaction answers of the exit survey"),
    MeasureKind.COMPLETION_RATE: _percent("relationships completed, also early ÷ relationships closed"),
    MeasureKind.EARLY_CLOSURE_RATE: Definition(
        unit=Unit.PERCENT,
        direction=Direction.LOWER,
        formula="relationships that ended before their time without completing ÷ relationships started",
    ),
    MeasureKind.RETENTION_RATE: _percent("participants still employed ÷ participants", compared=True),
    MeasureKind.PROMOTION_RATE: _percent("participants with a rise in level ÷ participants", compared=True),
}
"""One definition for each kind."""

RANGES: Final[dict[Unit, range]] = {Unit.PERCENT: range(101), Unit.HUNDREDTHS: range(100, 501)}
"""Which numbers make sense in each unit."""
