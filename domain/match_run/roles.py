"""Who leads and who takes a place in each model, and how many places there are."""

from domain.match_run.candidate import Candidate
from domain.match_run.rules import MatchingRules
from domain.programme.models import GROUP_MODELS, PAIR_ROLES
from domain.vocabulary import Model, Role

LEADING = frozenset({Role.MENTOR, Role.FACILITATOR})
"""The roles that offer places; everybody else takes one."""


def roles_of(model: Model) -> frozenset[Role]:
    """Return the roles that a pool of this model can hold."""
    return PAIR_ROLES.get(model, frozenset(Role))


def leads(role: Role, model: Model) -> bool:
    """Return whether somebody in this role can be the first of a pair or lead a group; every peer can."""
    return role in LEADING or model == Model.PEER


def takes(role: Role) -> bool:
    """Return whether somebody in this role takes a place with somebody else."""
    return role not in LEADING


def places(candidate: Candidate, model: Model, rules: MatchingRules) -> int:
    """Return how many partners this person can be given in one run.

    A mentor takes as many as their capacity; who leads a group takes one group of the largest size; a
    mentee, peer or group member takes one place.
    """
    if takes(candidate.role):
        return min(1, candidate.capacity)
    if model in GROUP_MODELS and rules.group_size is not None:
        return rules.group_size.at_most - 1 if candidate.capacity else 0
    return candidate.capacity
