"""What can be wrong with a design, said so that a person can put it right."""

from typing import Literal

from domain.errors import Refused
from domain.values import Value

Location = tuple[str | int, ...]
"""Where in a design: field names, and list places counted from 0."""

Severity = Literal["error", "advice"]


class Problem(Value):
    """One finding about a design.

    Attributes:
        where: The place in the design.
        what: What is wrong.
        way_out: What to do about it.
        severity: An error makes the design unusable; advice does not.
        line: The line in the text it was read from, from 1; None when it was read from no text.
        column: The column, likewise.
    """

    where: Location = ()
    what: str
    way_out: str
    severity: Severity = "error"
    line: int | None = None
    column: int | None = None

    @property
    def path(self) -> str:
        """The place as people write it: ``tracks[1].matching.weights``; ``design`` for the whole."""
        written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.where)
        return written.removeprefix(".") or "design"

    def __str__(self) -> str:
        """Say it in one line: ``line 12: tracks[1].matching.weights add up to 90, not to 100 (add 10)``."""
        place = self.path if self.line is None else f"line {self.line}: {self.path}"
        return f"{place} {self.what} ({self.way_out})"


class InvalidDesign(Refused):
    """The programme design {source} cannot be used: {summary}. Put that right and try again."""

    def __init__(
        self, *, problems: tuple[Problem, ...], source: str = "as given", summary: str | None = None
    ) -> None:
        """List the problems.

        Args:
            problems: Everything found; at least one is an error.
            source: Where the design came from.
            summary: The errors in words; made from `problems` when left out.
        """
        self.problems = problems
        if summary is None:
            summary = "; ".join(str(problem) for problem in problems if problem.severity == "error")
        super().__init__(source=source, summary=summary, problems=problems)
