"""Measure and report: `python -m benchmarks`, or `make bench`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from signal import SIGTERM, signal
from time import perf_counter
from typing import Annotated, Final

import typer
from rich.console import Console

from benchmarks import (
    anatomy,
    appends,
    blue_green,
    catch_up,
    growth,
    hot_stream,
    imports,
    lost_events,
    machine,
    reading,
    rebuilds,
    report,
    takeover,
    visibility,
)
from benchmarks.bench import Bench, Workload
from benchmarks.effort import QUICK, USUAL, Effort
from benchmarks.finding import Finding
from benchmarks.histories import Histories
from benchmarks.quiet import quiet
from benchmarks.server import OURS, running

WORKLOADS: Final[dict[str, Workload]] = {
    **appends.WORKLOADS,
    **anatomy.WORKLOADS,
    **imports.WORKLOADS,
    **hot_stream.WORKLOADS,
    **catch_up.WORKLOADS,
    **rebuilds.WORKLOADS,
    **visibility.WORKLOADS,
    **takeover.WORKLOADS,
    **reading.WORKLOADS,
    **lost_events.WORKLOADS,
    **blue_green.WORKLOADS,
    **growth.WORKLOADS,
}
"""By the codes of what they find, in the order in which they run."""

HERE: Final = Path(__file__).parent
RESULTS: Final = HERE / "results.json"
DOCUMENT: Final = HERE.parent / "docs" / "benchmarks.md"
WIDE: Final = 120
"""Columns of a report that nobody sees on a terminal."""

console: Final = Console(width=None if sys.stdout.isatty() else WIDE)


def main(
    *,
    only: Annotated[str, typer.Option(help="What to measure, as in A1,P1; everything by default.")] = "",
    quick: Annotated[bool, typer.Option("--quick", help="Only see that it works.")] = False,
    seconds: Annotated[float, typer.Option(help="How long one cell of appends lasts.")] = USUAL.seconds,
    rounds: Annotated[int, typer.Option(help="How often each side is measured.")] = USUAL.rounds,
    max_events: Annotated[int, typer.Option(help="How large the largest log is.")] = USUAL.max_events,
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="For the report; today by default.")
    ] = None,
) -> None:
    """Measure the engine against its peers in one PostgreSQL, and print ratios.

    A complete run is kept in benchmarks/results.json and docs/benchmarks.md; --quick and --only are not.
    """
    quiet()
    signal(SIGTERM, lambda *_: sys.exit(1))  # the server stops and its directory goes, as after Ctrl-C
    chosen = _chosen(only)
    effort = QUICK if quick else Effort(seconds, rounds, max_events)
    day = (date or datetime.now().astimezone()).date()
    began = perf_counter()
    with _bench(effort) as bench:
        facts = machine.facts(bench.server.url(OURS))
        findings = [finding for workload in chosen for finding in _run(bench, workload)]
    taken = perf_counter() - began
    title = f"{day}, {facts['cores']} cores, {taken:.0f} s" + (
        ": too short to mean anything" if quick else ""
    )
    console.print(report.table(findings, title))
    if not quick and not only:
        document = report.as_json(findings, day=day, effort=effort, machine=facts, seconds=taken)
        RESULTS.write_text(document, "utf-8")
        report.rewrite(DOCUMENT, report.markdown(findings, day, facts))


def _chosen(only: str) -> list[Workload]:
    codes = {code.strip().upper() for code in only.split(",") if code.strip()}
    known = {code for name in WORKLOADS for code in name.split() if code.isupper()}
    if unknown := codes - known:
        message = f"{', '.join(sorted(unknown))}: choose from {', '.join(sorted(known))}"
        raise typer.BadParameter(message, param_hint="--only")
    return [run for name, run in WORKLOADS.items() if not codes or codes & set(name.split())]


@contextmanager
def _bench(effort: Effort) -> Iterator[Bench]:
    with console.status("starting PostgreSQL") as status, running() as server:
        yield Bench(server, Histories(server, status.update), effort, status.update)


def _run(bench: Bench, workload: Workload) -> Iterator[Finding]:
    for finding in workload(bench):
        console.print(" ".join(cell for cell in report.cells(finding) if cell), highlight=False)
        yield finding


if __name__ == "__main__":
    typer.run(main)
