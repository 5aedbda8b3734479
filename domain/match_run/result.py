"""What a solver answers."""

from domain.match_run.constraint import Unmatched
from domain.match_run.proposal import Proposal
from domain.match_run.report import RunReport
from domain.values import Value


class MatchResult(Value):
    """Everything that a run found, in canonical order.

    Attributes:
        proposals: Sorted by their people, the leading one first.
        unmatched: Sorted by person and role.
        report: Figures and provenance.
    """

    proposals: tuple[Proposal, ...]
    unmatched: tuple[Unmatched, ...]
    report: RunReport
