"""What activities need from outside, as small promises; bootstrap gives them their keepers."""

from collections.abc import Sequence
from typing import Protocol

from domain.match_run.inputs import MatchInputs
from domain.match_run.result import MatchResult
from domain.notice import Notice


class Solver(Protocol):
    """Finds matches for a frozen pool; the same pool always gives the same matches."""

    def __call__(self, inputs: MatchInputs) -> MatchResult:
        """Return proposals for as many as possible, and for everybody else what was in the way."""
        ...


class Postman(Protocol):
    """Tells people, by whatever means."""

    async def deliver(self, notices: Sequence[Notice]) -> None:
        """Deliver each notice to its recipients; the same notice twice is recognisably the same message."""
        ...
