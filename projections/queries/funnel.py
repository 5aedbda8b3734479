"""The funnel of a cycle: how many came how far, and where the others went."""

from collections import Counter, defaultdict

from domain.relationship.reasons import ClosureReason
from domain.values import Value
from domain.vocabulary import Outcome, Role
from projections.connection import Connection
from projections.statement import ask


class ApplicationFunnel(Value):
    """How far the applications in one role of one track came; each stage counts whoever ever reached it.

    Attributes:
        track: The code of the track.
        role: The role.
        applied: Applications.
        undecided: Still neither selected, declined nor withdrawn.
        selected: Ever selected.
        declined: Declined.
        trained: Ever ready to be matched.
        matched: Ever in a published match.
        waiting_listed: On the waiting list now.
        withdrawn: Withdrawn.
        declined_because: Declined, by class of reason.
        withdrawn_because: Withdrawn, by class of reason.
        waiting_because: On the waiting list, by what kept them unmatched.
    """

    track: str
    role: Role
    applied: int
    undecided: int
    selected: int
    declined: int
    trained: int
    matched: int
    waiting_listed: int
    withdrawn: int
    declined_because: dict[str, int]
    withdrawn_because: dict[str, int]
    waiting_because: dict[str, int]


class RelationshipFunnel(Value):
    """How far the relationships of one track came.

    Attributes:
        track: The code of the track.
        proposed: Relationships.
        offered: Ever offered.
        accepted: Accepted by everybody.
        met: With a meeting held.
        agreed: With a signed agreement.
        closed: Closed.
        by_outcome: Closed, by outcome.
        by_reason: Closed, by class of reason.
    """

    track: str
    proposed: int
    offered: int
    accepted: int
    met: int
    agreed: int
    closed: int
    by_outcome: dict[Outcome, int]
    by_reason: dict[ClosureReason, int]


class CycleFunnel(Value):
    """Both halves of the funnel of a cycle.

    Attributes:
        cycle: The stream of the cycle.
        applications: One for each role of each track, ordered by track and role.
        relationships: One for each track, ordered by track.
    """

    cycle: str
    applications: tuple[ApplicationFunnel, ...]
    relationships: tuple[RelationshipFunnel, ...]


def cycle_funnel(connection: Connection, cycle: str) -> CycleFunnel:
    """Return the funnel of a cycle; empty for one that nobody applied to."""
    return CycleFunnel(
        cycle=cycle,
        applications=tuple(_applications(connection, cycle)),
        relationships=tuple(_relationships(connection, cycle)),
    )


def _applications(connection: Connection, cycle: str) -> list[ApplicationFunnel]:
    because: defaultdict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for row in ask(connection, "funnel_reasons", cycle=cycle):
        because[row["track"], row["role"], row["kind"]][row["reason"]] = row["number"]
    return [
        ApplicationFunnel(
            **row,
            declined_because=because[row["track"], row["role"], "declined"],
            withdrawn_because=because[row["track"], row["role"], "withdrawn"],
            waiting_because=because[row["track"], row["role"], "waiting_listed"],
        )
        for row in ask(connection, "funnel_applications", cycle=cycle)
    ]


def _relationships(connection: Connection, cycle: str) -> list[RelationshipFunnel]:
    outcomes: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
    reasons: defaultdict[str, Counter[ClosureReason]] = defaultdict(Counter)
    for row in ask(connection, "funnel_endings", cycle=cycle):
        outcomes[row["track"]][Outcome(row["outcome"])] += row["number"]
        reasons[row["track"]][ClosureReason(row["reason"])] += row["number"]
    return [
        RelationshipFunnel(**row, by_outcome=outcomes[row["track"]], by_reason=reasons[row["track"]])
        for row in ask(connection, "funnel_relationships", cycle=cycle)
    ]
