"""Who leads and who takes a place in each model, and how many places there are."""

from domain.match_run.candidate import Candidate
from domain.match_run.rules import MatchingRules
from domain.programme.models import GROUP_MODELS, PAIR_ROLES
from domain.programme.track import GroupSize
from domain.vocabulary import LEADING, Model, Role


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
    """Return how many partners this person can be given in one run; see `places_of`."""
    return places_of(candidate.role, candidate.capacity, model, rules.group_size)


def places_of(role: Role, capacity: int, model: Model, group_size: GroupSize | None) -> int:
    """Return how many partners somebody with a capacity can be given in one run.

    A mentor takes as many as their capacity; who leads a group takes one group of the largest size; a
    mentee, peer or group member takes one place.
    """
    if takes(role):
        return min(1, capacity)
    if model in GROUP_MODELS and group_size is not None:
        return group_size.at_most - 1 if capacity else 0
    return capacity
