"""A constraint in words, as a coordinator reads it; never personal data."""

from typing import Final

from domain.match_run.constraint import Constraint
from domain.match_run.vocabulary import ConstraintCode, Exclusion

_RULES: Final[dict[Exclusion, str]] = {
    Exclusion.SELF: "being the same person",
    Exclusion.NOT_TRAINED: "missing training",
    Exclusion.ON_LEAVE: "leave",
    Exclusion.NO_CAPACITY: "lack of capacity",
    Exclusion.REPORTING_LINE: "the reporting line",
    Exclusion.SAME_MANAGER: "the same line manager",
    Exclusion.SENIORITY_GAP: "the seniority gap",
    Exclusion.TIME_ZONE: "the difference in time",
    Exclusion.NO_COMMON_LANGUAGE: "the lack of a common language",
    Exclusion.FAILED_BEFORE: "an earlier match",
    Exclusion.DECLARED_AVOID: "a declared wish",
    Exclusion.ALREADY_PAIRED: "a running relationship",
}

_SENTENCES: Final[dict[ConstraintCode, str]] = {
    ConstraintCode.NOT_TRAINED: "has not completed the training that the role requires",
    ConstraintCode.ON_LEAVE: "is on leave when the relationships start",
    ConstraintCode.NO_CAPACITY: "has no capacity left",
    ConstraintCode.NOBODY_TO_MEET: "the pool holds nobody in the other role",
    ConstraintCode.EXCLUDED: "all {others} in the other role are excluded, {alone} of them only by {rule}",
    ConstraintCode.EXCLUDED_BY_SEVERAL: "all {others} in the other role are excluded, each by several rules",
    ConstraintCode.BELOW_MINIMUM: "the best of {open} possible matches scores {best}, below the minimum",
    ConstraintCode.PARTNERS_TAKEN: "all {open} whom this person could meet are matched with others",
    ConstraintCode.GROUP_TOO_SMALL: "too few people are left for a group of the least size",
    ConstraintCode.GROUP_CONFLICT: "every group with room holds somebody whom this person must not meet",
    ConstraintCode.REMOVED: "the coordinator took the proposal back",
}


def label(constraint: Constraint) -> str:
    """Return a code to count by: ``partners_taken``, ``excluded:time_zone``."""
    if constraint.exclusion is None:
        return constraint.code.value
    return f"{constraint.code.value}:{constraint.exclusion.value}"


def sentence(constraint: Constraint) -> str:
    """Say what was in the way, with the facts that prove it.

    Example: "all 9 whom this person could meet are matched with others; 14 compete for the 12 places
    of 9".
    """
    alone = {count.exclusion: count.alone for count in constraint.excluded}
    said = _SENTENCES[constraint.code].format(
        others=constraint.others,
        open=constraint.open,
        alone=alone.get(constraint.exclusion, 0) if constraint.exclusion else 0,
        rule=_RULES[constraint.exclusion] if constraint.exclusion else "",
        best=_points(constraint.best_score or 0),
    )
    if constraint.competing is not None:
        people = f"{constraint.places} places of {constraint.bottleneck}"
        said += f"; {constraint.competing} compete for the {people}"
    if constraint.competency is not None:
        said += f"; scarcest wish: {constraint.competency}"
    return said


def _points(score: int) -> str:
    return f"{score // 100}.{score % 100:02}"
