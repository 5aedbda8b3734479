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
    """

    where: Location = ()
    what: str
    way_out: str
    severity: Severity = "error"

    @property
    def path(self) -> str:
        """The place as people write it: ``tracks[1].matching.weights``; ``design`` for the whole."""
        written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.where)
        return written.removeprefix(".") or "design"


class InvalidDesign(Refused):
    """The programme design {source} cannot be used: {summary}.

    Put right what is listed and try again.
    """

    def __init__(self, *, problems: tuple[Problem, ...], source: str = "given", summary: str = "") -> None:
        """List the problems.

        Args:
            problems: All that is wrong, at least one error among them.
            source: Where the design came from.
            summary: The problems in words; made from them when left out.
        """
        self.problems = problems
        lines = summary or "; ".join(f"{each.path} {each.what} ({each.way_out})" for each in problems)
        super().__init__(source=source, summary=lines, problems=problems)
