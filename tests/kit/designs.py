"""The example designs, and ways to break them."""

from functools import cache
from pathlib import Path
from typing import Any

from domain.programme import Design, check
from domain.programme.problems import Location, Problem
from intake.design import read_design

PROGRAMMES = Path(__file__).parents[2] / "programmes"
GRADUATE = PROGRAMMES / "graduate.yaml"


@cache
def graduate() -> Design:
    """Return the graduate programme's design."""
    return read_design(GRADUATE)


def changed(where: Location, value: object) -> Design:
    """Return the graduate design with another value at one place; `...` removes what is there."""
    data = graduate().model_dump(mode="json")
    *above, last = where
    part: Any = data
    for step in above:
        part = part[step]
    if value is ...:
        del part[last]
    else:
        part[last] = value
    return Design.model_validate(data)


def errors_of(design: Design) -> list[Problem]:
    """Return what makes a design unusable."""
    return [problem for problem in check(design) if problem.severity == "error"]


def advice_on(design: Design) -> list[Problem]:
    """Return what is advised about a design."""
    return [problem for problem in check(design) if problem.severity == "advice"]


def design_text(old: str = "", new: str = "") -> str:
    """Return the graduate design's YAML with one passage replaced.

    Raises:
        AssertionError: the passage is not there exactly once, so that the test would test nothing.
    """
    text = GRADUATE.read_text(encoding="utf-8")
    if not old:
        return text
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
    return text.replace(old, new)
