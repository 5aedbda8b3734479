"""What a match run refuses.

Refused
├── RunAlreadyStarted     RunNotStarted     RunIsOver
├── AlreadyProposed       ResultOfOtherInputs     NothingProposed
├── ProposalNotFound      NotInThePool      PairExcluded     NoPlaceLeft
└── ApprovalNeedsAPerson  AlreadyApproved   NotApproved
"""

from domain.errors import Refused


class RunAlreadyStarted(Refused):
    """Match run {run} has started and its inputs are frozen. Start a run with the next number instead."""


class RunNotStarted(Refused):
    """This match run has not started. Start it with its frozen inputs first."""


class RunIsOver(Refused):
    """Match run {run} is {status}; nothing about it can change. Start a run with the next number."""


class AlreadyProposed(Refused):
    """Match run {run} has its proposals. Override them, or discard the run and start another."""


class ResultOfOtherInputs(Refused):
    """The result belongs to inputs {given}, this run froze {expected}. Solve the inputs of this run."""


class NothingProposed(Refused):
    """Match run {run} has no proposals yet. Wait for the solver, or record its result."""


class ProposalNotFound(Refused):
    """No proposal brings together {people}. List the proposals of the run and name one of them."""


class NotInThePool(Refused):
    """{person} is not in the pool of this run as {role}. Start another run with them in its inputs."""


class PairExcluded(Refused):
    """{people} must not be matched: {exclusions}. Change the rules or the facts, then run again."""


class NoPlaceLeft(Refused):
    """{person} has {places} place(s) as {role} and would get {given}. Remove another proposal of theirs."""


class ApprovalNeedsAPerson(Refused):
    """Match run {run} must be approved by a person; {actor} is none. Ask the coordinator."""


class AlreadyApproved(Refused):
    """Match run {run} is approved, so its proposals stand. Publish it, or discard it and start another."""


class NotApproved(Refused):
    """Match run {run} has not been approved by a person. Approve it before publishing."""
