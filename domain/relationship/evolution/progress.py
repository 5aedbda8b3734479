"""How work on layers and goals changes a relationship."""

from typing import Final

from domain.relationship.events import GoalAchieved, GoalDropped, GoalSet, LayerRecorded
from domain.relationship.evolution.changes import change, put
from domain.relationship.evolution.step import Evolve
from domain.relationship.state import State
from domain.relationship.values import GoalStatus


def _layer(state: State, event: LayerRecorded) -> State:
    layer = event.work.layer
    return change(state, layers=put(state.layers, layer, state.layers.get(layer, 0) + 1))


def _goal_set(state: State, event: GoalSet) -> State:
    return change(state, goals=put(state.goals, event.goal, GoalStatus.OPEN))


def _goal_achieved(state: State, event: GoalAchieved) -> State:
    return change(state, goals=put(state.goals, event.goal, GoalStatus.ACHIEVED))


def _goal_dropped(state: State, event: GoalDropped) -> State:
    return change(state, goals=put(state.goals, event.goal, GoalStatus.DROPPED))


EVOLVE: Final[dict[type, Evolve]] = {
    LayerRecorded: _layer,
    GoalSet: _goal_set,
    GoalAchieved: _goal_achieved,
    GoalDropped: _goal_dropped,
}
