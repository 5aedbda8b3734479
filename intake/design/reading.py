"""A design, read from a file or a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from domain.programme import Design, InvalidDesign, Problem, check
from intake.design.document import Document, read_document
from intake.design.wording import problems_of


@dataclass(frozen=True, slots=True)
class Examination:
    """What reading a design showed.

    Attributes:
        source: The file, or ``text``.
        design: The design, or None when there are errors.
        findings: Everything found: errors first, then advice, each in the order of lines.
    """

    source: str
    design: Design | None
    findings: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The findings that make the design unusable."""
        return tuple(each for each in self.findings if each.severity == "error")

    @property
    def advice(self) -> tuple[Problem, ...]:
        """The findings that leave it usable."""
        return tuple(each for each in self.findings if each.severity == "advice")

    def as_data(self) -> list[dict[str, Any]]:
        """Return the findings as plain values, for tables and JSON."""
        return [
            {
                "line": each.line,
                "column": each.column,
                "path": each.path,
                "what": each.what,
                "way_out": each.way_out,
                "severity": each.severity,
            }
            for each in self.findings
        ]


def read_design(source: Path | str) -> Design:
    """Read a design.

    Args:
        source: A file, or the YAML text itself.

    Raises:
        InvalidDesign: the design cannot be used; `problems` is the whole list, each with its line.
    """
    examination = examine_design(source)
    if examination.design is None:
        raise InvalidDesign(
            source=examination.source,
            problems=examination.findings,
        )
    return examination.design


def examine_design(source: Path | str) -> Examination:
    """Read a design and return everything that is to be said about it; never raises."""
    name = str(source) if isinstance(source, Path) else "text"
    try:
        text = source.read_bytes().decode("utf-8-sig") if isinstance(source, Path) else source
    except OSError as error:
        return _unusable(name, f"cannot be read: {error.strerror}", "give the path of a design file")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _unusable(name, "is not UTF-8 text", "save the file as UTF-8", line)
    document = read_document(text.removeprefix("\ufeff"))
    if document.problems:
        return Examination(name, None, _in_order(document.problems))
    if document.value is None:
        return _unusable(name, "is empty", "start from programmes/graduate.yaml")
    return _examine(name, document)


def _examine(name: str, document: Document) -> Examination:
    try:
        design = Design.model_validate(document.value)
    except ValidationError as error:
        return Examination(name, None, _place(document, problems_of(Design, error)))
    problems = check(design)
    usable = all(problem.severity == "advice" for problem in problems)
    return Examination(name, design if usable else None, _place(document, problems))


def _place(document: Document, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return _in_order(document.place(problem) for problem in problems)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    once = dict.fromkeys(problems)
    return tuple(sorted(once, key=lambda each: (each.severity == "advice", each.line or 0, each.column or 0)))


def _unusable(name: str, what: str, way_out: str, line: int = 1) -> Examination:
    return Examination(name, None, (Problem(what=what, way_out=way_out, line=line, column=1),))
