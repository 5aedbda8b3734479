"""A cycle as tables: what it waits for, its dates, its funnel, its measures."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cli.output import cell, facts, table
from domain.programme.catalogue import Unit

if TYPE_CHECKING:
    from rich.table import Table

    from projections.queries.cycles import CycleLine
    from projections.queries.funnel import CycleFunnel
    from projections.queries.measures import MeasureValue


def cycle_tables(
    line: "CycleLine", funnel: "CycleFunnel", measures: "Sequence[MeasureValue]"
) -> Iterable["Table"]:
    """Return everything there is to say about a cycle; tables that would be empty are left out."""
    yield facts(_facts(line))
    yield table(
        ["phase", "planned from"],
        ((name.removesuffix("_at").replace("_", " "), at) for name, at in line.state.plan),
        title="Dates",
    )
    yield from funnel_tables(funnel)
    if measures:
        yield measure_table(measures)


def funnel_tables(funnel: "CycleFunnel") -> Iterable["Table"]:
    """Return how many came how far: applications, then relationships."""
    if funnel.applications:
        yield _applications(funnel)
    if funnel.relationships:
        yield _relationships(funnel)


def written(value: int | None, unit: Unit) -> str:
    """Write a figure in its unit: ``85 %``, ``4.20``."""
    if value is None:
        return "-"
    return f"{value} %" if unit is Unit.PERCENT else f"{value / 100:.2f}"


def _facts(line: "CycleLine") -> list[tuple[str, object]]:
    state = line.state
    return [
        ("cycle", line.cycle),
        ("phase", f"{cell(state.phase)} since {cell(state.since)}"),
        ("", line.line),
        ("programme", f"{state.programme} version {state.programme_version}"),
        ("name", state.name),
        ("coordinator", state.coordinator),
        ("sponsor", state.sponsor),
        ("neutral parties", state.neutral_parties),
        ("relationships", f"{state.started} started, {state.ended} ended" if state.started else None),
        ("next deadline", line.next_deadline),
        ("as of", f"position {line.position}"),
    ]


def _applications(funnel: "CycleFunnel") -> "Table":
    stages = [
        "applied",
        "undecided",
        "selected",
        "declined",
        "trained",
        "matched",
        "waiting_listed",
        "withdrawn",
    ]
    columns = ["track", "role", *(stage.replace("_", " ") for stage in stages)]
    rows = (
        [each.track, each.role, *(getattr(each, stage) for stage in stages)] for each in funnel.applications
    )
    return table(columns, rows, title="Applications")


def _relationships(funnel: "CycleFunnel") -> "Table":
    stages = ["proposed", "offered", "accepted", "met", "agreed", "closed"]
    rows = (
        [
            each.track,
            *(getattr(each, stage) for stage in stages),
            [f"{cell(outcome)} {number}" for outcome, number in each.by_outcome.items()],
        ]
        for each in funnel.relationships
    )
    return table(["track", *stages, "outcomes"], rows, title="Relationships")


def measure_table(measures: "Sequence[MeasureValue]") -> "Table":
    """Return each measure with its value, baseline and target."""
    rows = (
        [
            each.id,
            written(each.value, each.unit),
            written(each.target, each.unit),
            written(each.baseline, each.unit),
            each.n,
            each.verdict,
        ]
        for each in measures
    )
    return table(["measure", "value", "target", "baseline", "of", "verdict"], rows, title="Measures")
