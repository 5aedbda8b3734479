"""A track holds together: model, roles, sizes, weights, agreement and questions."""

from collections.abc import Iterator

from domain.programme.catalogue import AnswerKind, ConversationItem
from domain.programme.design import Design
from domain.programme.models import GROUP_MODELS, PAIR_ROLES
from domain.programme.problems import Location, Problem
from domain.programme.track import Track
from domain.vocabulary import MatchingMode, Role

FULL_WEIGHT = 100
"""What the weights of a track add up to."""


def track_problems(design: Design) -> Iterator[Problem]:
    """Yield what is inconsistent within each track."""
    if not design.tracks:
        yield Problem(where=("tracks",), what="is empty", way_out="add a track: a model with its rules")
    for i, track in enumerate(design.tracks):
        where: Location = ("tracks", i)
        yield from _model(track, where)
        yield from _matching(track, where)
        yield from _agreement(track, where)
        yield from _questions(track, where)


def _model(track: Track, where: Location) -> Iterator[Problem]:
    roles = set(track.roles)
    if track.model in GROUP_MODELS:
        if track.group_size is None:
            yield Problem(
                where=where,
                what=f"has the group model {track.model} but no group size",
                way_out="add `group_size` with `at_least` and `at_most`",
            )
        elif track.group_size.at_least > track.group_size.at_most:
            yield Problem(
                where=(*where, "group_size"),
                what="has a smallest size above its largest",
                way_out="write `at_least` no larger than `at_most`",
            )
        if not roles & {Role.MENTEE, Role.PEER}:
            yield Problem(
                where=(*where, "roles"),
                what="has nobody who learns in the group",
                way_out="add mentee or peer",
            )
        return
    if track.group_size is not None:
        yield Problem(
            where=(*where, "group_size"),
            what=f"gives a group size to {track.model}, in which two people meet",
            way_out="remove it, or choose a group model",
        )
    if roles != PAIR_ROLES[track.model]:
        yield Problem(
            where=(*where, "roles"),
            what=f"are {', '.join(track.roles) or 'empty'}, which is not what {track.model} takes",
            way_out=f"write `roles: [{', '.join(sorted(PAIR_ROLES[track.model]))}]`",
        )


def _matching(track: Track, where: Location) -> Iterator[Problem]:
    where = (*where, "matching")
    weights = track.matching.weights.model_dump()
    total = sum(weights.values())
    scored = track.matching.mode in (MatchingMode.ALGORITHM, MatchingMode.HYBRID)
    if total != FULL_WEIGHT and (scored or total):
        yield Problem(
            where=(*where, "weights"),
            what=f"add up to {total}, not to {FULL_WEIGHT}",
            way_out=f"{'add' if total < FULL_WEIGHT else 'take away'} {abs(FULL_WEIGHT - total)}",
        )
    if track.matching.weights.cross_function and track.matching.weights.same_function:
        yield Problem(
            where=(*where, "weights"),
            what="reward both the same and different functions",
            way_out="keep `cross_function` or `same_function`",
        )
    rules = track.matching.rules
    low, high = rules.seniority_gap_at_least, rules.seniority_gap_at_most
    if low is not None and high is not None and low > high:
        yield Problem(
            where=(*where, "rules", "seniority_gap_at_most"),
            what=f"is {high}, below the smallest gap of {low}: nobody could be paired",
            way_out="write a largest gap no smaller than the smallest",
        )
    capacity = track.matching.mentor_capacity
    if capacity.usual > capacity.at_most:
        yield Problem(
            where=(*where, "mentor_capacity", "usual"),
            what=f"is {capacity.usual}, above the most a mentor takes, {capacity.at_most}",
            way_out="write a usual capacity no larger than `at_most`",
        )


def _agreement(track: Track, where: Location) -> Iterator[Problem]:
    for name in ("shared_values", "key_goals", "rules_of_engagement"):
        if not getattr(track.agreement, name):
            yield Problem(
                where=(*where, "agreement", name),
                what="is empty: the foundation of the relationship is missing",
                way_out="offer at least one as a start (seed 002)",
            )
    for i, role in enumerate(track.agreement.signed_by):
        if role not in track.roles:
            yield Problem(
                where=(*where, "agreement", "signed_by", i),
                what=f"lets {role} sign, a role that the track does not have",
                way_out=f"choose from {', '.join(track.roles)}",
            )


def _questions(track: Track, where: Location) -> Iterator[Problem]:
    for survey, used_for in (("pulse", "the pulse"), ("exit", "the satisfaction")):
        questions = getattr(track.check_ins, survey)
        if not any(question.answer is AnswerKind.SCALE for question in questions):
            yield Problem(
                where=(*where, "check_ins", survey),
                what=f"has no question answered on the scale, from which {used_for} is computed",
                way_out="add a question with `answer: scale`",
            )


def track_advice(design: Design) -> Iterator[Problem]:
    """Yield what experience advises about the tracks."""
    for i, track in enumerate(design.tracks):
        missing = [item for item in ConversationItem if item not in track.matching.conversation]
        if missing:
            yield Problem(
                where=("tracks", i, "matching", "conversation"),
                what=f"leaves out {', '.join(missing)}",
                way_out="let both sides talk through all five before they accept (seed 004)",
                severity="advice",
            )
        if track.agreement.signed_by and set(track.agreement.signed_by) != set(track.roles):
            yield Problem(
                where=("tracks", i, "agreement", "signed_by"),
                what="leaves a role out of the signatures",
                way_out="let both parties sign (seed 002)",
                severity="advice",
            )
