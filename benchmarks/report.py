"""What was found, for people and for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

from rich.table import Table

from benchmarks.effort import Effort
from benchmarks.finding import Finding

BEGIN: Final = "<!-- results: written by `make bench` -->"
END: Final = "<!-- end of results -->"
COLUMNS: Final = ("", "workload", "ours", "against", "ratio", "target", "met")
NUMBERS: Final = frozenset({"ours", "against", "ratio"})
SMALL: Final = 100
"""Below it a value is shown with a decimal."""


def cells(finding: Finding) -> tuple[str, ...]:
    """Return a finding as the cells of `COLUMNS`."""
    peer = finding.peer
    return (
        finding.workload,
        finding.what,
        f"{_number(finding.ours.median, whole=finding.unit == 'events')} {finding.unit}",
        f"{_number(peer.median)} {peer.of}" if peer else "",
        f"{finding.ratio:.2f}" if finding.ratio is not None else "",
        finding.target.says if finding.target else "",
        {True: "yes", False: "NO", None: ""}[finding.met],
    )


def table(findings: Iterable[Finding], title: str) -> Table:
    """Return findings as a table for the terminal."""
    drawn = Table(title=title)
    for column in COLUMNS:
        drawn.add_column(column, justify="right" if column in NUMBERS else "left")
    for finding in findings:
        style = {True: "green", False: "bold red", None: None}[finding.met]
        drawn.add_row(*cells(finding), style=style)
    return drawn


def markdown(findings: Iterable[Finding], day: date, machine: Mapping[str, Any]) -> str:
    """Return findings as a table for the documentation, with what they were measured on."""
    server = machine["postgresql"]
    conditions = (
        f"Measured on {day.isoformat()}: {machine['cores']} cores of {machine['cpu']}, "
        f"{machine['memory_gib']} GiB, kernel {machine['kernel']}, "
        f"{machine['fdatasync_per_second']:,} fdatasync a second; PostgreSQL {server['version']}, "
        f"`shared_buffers` {server['shared_buffers']}, `synchronous_commit` {server['synchronous_commit']}; "
        f"Python {machine['python']}, eventsourcing {machine['libraries']['eventsourcing']}."
    )
    lines = [
        conditions,
        "",
        "| " + " | ".join(COLUMNS) + " |",
        "|" + "|".join("--:" if column in NUMBERS else "---" for column in COLUMNS) + "|",
        *("| " + " | ".join(cells(finding)) + " |" for finding in findings),
    ]
    return "\n".join(lines)


def as_json(
    findings: Sequence[Finding], *, day: date, effort: Effort, machine: Mapping[str, Any], seconds: float
) -> str:
    """Return everything, every single round included, as JSON."""
    document = {
        "date": day.isoformat(),
        "seconds": round(seconds),
        "effort": asdict(effort),
        "machine": machine,
        "findings": [_plain(finding) for finding in findings],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def rewrite(document: Path, text: str) -> None:
    """Put a text between the two marks of a document."""
    before, _, rest = document.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    document.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")


def _plain(finding: Finding) -> dict[str, Any]:
    peer = finding.peer
    return {
        "workload": finding.workload,
        "what": finding.what,
        "unit": finding.unit,
        "ours": {"median": finding.ours.median, "rounds": list(finding.ours.values)},
        "peer": {"name": peer.of, "median": peer.median, "rounds": list(peer.values)} if peer else None,
        "ratio": finding.ratio,
        "target": finding.target.says if finding.target else None,
        "met": finding.met,
        "facts": dict(finding.facts),
    }


def _number(value: float, *, whole: bool = False) -> str:
    return f"{value:,.0f}" if whole or value >= SMALL else f"{value:,.1f}"
