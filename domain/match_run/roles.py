"""Who leads and who takes a place in each model, and how many places there are."""

from domain.match_run.candidate import Candidate
from domain.match_run.rules import MatchingRules
from domain.vocabulary import Model, Role

LEADING = frozenset({Role.MENTOR, Role.FACILITATOR})
"""The roles that offer places; everybody else takes one."""

GROUP_MODELS = frozenset(
    {Model.HUB, Model.TEAM, Model.CIRCLE, Model.COMMUNITY_OF_PRACTICE, Model.COMMUNITY_OF_LEARNING_GROUP}
)
"""The models of seed 000 in which one leads several who meet together."""


def roles_of(model: Model) -> frozenset[Role]:
    """Return the roles that a pool of this model can hold."""
    if model == Model.PEER:
        return frozenset({Role.PEER})
    if model in GROUP_MODELS:
        return frozenset(Role)
    return frozenset({Role.MENTOR, Role.MENTEE})


def places(candidate: Candidate, model: Model, rules: MatchingRules) -> int:
    """Return how many partners this person can be given in one run.

    A mentor takes as many as their capacity; who leads a group takes one group of the largest size; a
    mentee, peer or group member takes one place.
    """
    if candidate.role not in LEADING:
        return min(1, candidate.capacity)
    if model in GROUP_MODELS:
        return rules.group_size.most if candidate.capacity else 0
    return candidate.capacity
