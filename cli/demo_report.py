"""What a rehearsal reports: funnel, matches, relationships, measures, lessons, and whether the log holds."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cli.cycle_tables import funnel_tables, measure_table
from cli.output import facts, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from intake.roster import Roster
    from rehearsal.result import Result

TOP = 5


def report(result: "Result", roster: "Roster") -> Iterable["RenderableType"]:
    """Return the report as tables, in the order in which a cycle runs."""
    yield _roster(roster)
    yield from funnel_tables(result.funnel)
    yield _matches(result)
    yield _ends(result)
    yield measure_table(result.measures)
    yield table(["top lessons"], [[lesson] for lesson in _top(result.lessons)])
    yield _summary(result)


def _roster(roster: "Roster") -> "RenderableType":
    severities = Counter(problem.severity for problem in roster.problems)
    left_out = len({problem.line for problem in roster.problems if not problem.loaded})
    found = ", ".join(f"{count} {severity}s" for severity, count in severities.most_common())
    return facts([("roster", f"{len(roster.rows)} people loaded, {left_out} rows left out; {found}")])


def _matches(result: "Result") -> "RenderableType":
    columns = ["match run", "pool", "relationships", "mean score", "lowest", "unmatched", "because"]
    rows = [
        [
            each.track,
            each.candidates,
            each.relationships,
            _points(each.report.mean) if each.report else None,
            _points(each.report.lowest) if each.report else None,
            each.unmatched,
            ", ".join(f"{code.replace('_', ' ')} {count}" for code, count in each.unmatched_because.items()),
        ]
        for each in result.matches
    ]
    return table(columns, rows)


def _ends(result: "Result") -> "RenderableType":
    ends: Counter[tuple[str, str, str]] = Counter()
    for track in result.funnel.relationships:
        for outcome, count in track.by_outcome.items():
            ends[track.track, str(outcome), ""] += count
    rows = [[track, outcome.replace("_", " "), count] for (track, outcome, _), count in ends.most_common()]
    return table(["track", "outcome", "relationships"], rows)


def _top(lessons: list[str]) -> list[str]:
    counted = Counter(lessons).most_common(TOP)
    return [f"{lesson} ({count} times)" if count > 1 else lesson for lesson, count in counted]


def _summary(result: "Result") -> "RenderableType":
    data = result.as_data()["relationships"]
    verification = result.verification
    verdict = "verified" if verification.verified else f"NOT verified: {verification.found} findings"
    return facts(
        [
            ("relationships", f"{data['started']} started, {data['closed']} closed"),
            ("events", f"{result.events.total()} of {len(result.events)} types"),
            ("log", f"{verdict} ({verification.events} events in {verification.streams} streams)"),
            ("took", f"{result.seconds:.0f} s"),
        ]
    )


def _points(score: int) -> str:
    return f"{score / 100:.1f}"
