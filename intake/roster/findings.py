"""Where findings are collected while a roster is read."""

from collections.abc import Collection
from dataclasses import dataclass, field

from intake.roster.columns import Column
from intake.roster.rows import RowProblem, Severity


@dataclass(slots=True)
class Findings:
    """Everything found so far; whether a row was loaded is known only at the end."""

    _found: list[tuple[int, Column | None, str, str, Severity]] = field(default_factory=list)

    def error(self, line: int, column: Column | None, what: str, way_out: str) -> None:
        """Record what keeps a row out."""
        self._found.append((line, column, what, way_out, "error"))

    def warning(self, line: int, column: Column | None, what: str, way_out: str) -> None:
        """Record what is left out of a row."""
        self._found.append((line, column, what, way_out, "warning"))

    def note(self, line: int, column: Column | None, what: str, way_out: str) -> None:
        """Record what is good to know."""
        self._found.append((line, column, what, way_out, "note"))

    def settled(self, kept_out: Collection[int]) -> tuple[RowProblem, ...]:
        """Return all findings in the order of lines, now that the lines that were kept out are known."""
        problems = [RowProblem(*found, loaded=found[0] not in kept_out) for found in self._found]
        return tuple(sorted(problems, key=lambda each: each.line))
