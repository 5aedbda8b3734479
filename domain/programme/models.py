"""Which model for which purpose: the decision table of seed 000."""

from collections.abc import Iterator
from typing import Final

from domain.programme.catalogue import Initiative
from domain.programme.design import Design
from domain.programme.problems import Problem
from domain.vocabulary import Model, Role

GROUP_MODELS: Final = frozenset(
    {
        Model.HUB,
        Model.TEAM,
        Model.CIRCLE,
        Model.COMMUNITY_OF_PRACTICE,
        Model.COMMUNITY_OF_LEARNING_GROUP,
    }
)
"""The models in which more than two meet."""

PAIR_ROLES: Final[dict[Model, frozenset[Role]]] = {
    Model.EXPERT_NOVICE: frozenset({Role.MENTOR, Role.MENTEE}),
    Model.REVERSE: frozenset({Role.MENTOR, Role.MENTEE}),
    Model.FLASH: frozenset({Role.MENTOR, Role.MENTEE}),
    Model.PEER: frozenset({Role.PEER}),
}
"""The roles of the one-to-one models."""

_LEARNING_IN_GROUPS: Final = GROUP_MODELS | {Model.EXPERT_NOVICE}

USUAL: Final[dict[Initiative, frozenset[Model]]] = {
    Initiative.ONBOARDING: frozenset({Model.EXPERT_NOVICE}),
    Initiative.NEW_GRADUATES: frozenset({Model.EXPERT_NOVICE, Model.PEER}),
    Initiative.LEADERSHIP_DEVELOPMENT: _LEARNING_IN_GROUPS,
    Initiative.HIGH_POTENTIAL: _LEARNING_IN_GROUPS,
    Initiative.MANAGER_TRAINING: _LEARNING_IN_GROUPS | {Model.PEER},
    Initiative.TRAINING_SUPPORT: GROUP_MODELS | {Model.PEER},
    Initiative.TECHNICAL_SKILLS: GROUP_MODELS | {Model.EXPERT_NOVICE, Model.PEER, Model.REVERSE},
    Initiative.KNOWLEDGE_SHARING: GROUP_MODELS | {Model.EXPERT_NOVICE, Model.PEER, Model.REVERSE},
    Initiative.CAREER_DEVELOPMENT: frozenset({Model.EXPERT_NOVICE, Model.PEER, Model.FLASH, Model.CIRCLE}),
    Initiative.DIVERSITY_AND_INCLUSION: GROUP_MODELS | {Model.EXPERT_NOVICE, Model.PEER, Model.REVERSE},
    Initiative.EMPLOYEE_RESOURCE_GROUP: GROUP_MODELS | {Model.PEER},
}
"""Usual models for an initiative. A newcomer depends on somebody experienced, emerging leaders learn in a
group or from a leader, and a purpose tied to no initiative is open to every model."""


def model_advice(design: Design) -> Iterator[Problem]:
    """Yield tracks whose model is unusual for every purpose they serve."""
    initiatives = {purpose.id: purpose.initiative for purpose in design.purposes}
    for i, track in enumerate(design.tracks):
        served = [initiatives[purpose] for purpose in track.purposes if purpose in initiatives]
        usual: set[Model] = set()
        for initiative in served:
            usual |= set(Model) if initiative is None else USUAL[initiative]
        if served and track.model not in usual:
            yield Problem(
                where=("tracks", i, "model"),
                what=f"is {track.model}, unusual for {', '.join(each for each in served if each)}",
                way_out=f"usual are {', '.join(sorted(usual))}; keep it if the rationale holds",
                severity="advice",
            )
