"""The facts behind a mark, in a few words: codes and numbers only, never personal data."""

from collections.abc import Callable
from typing import Final

from domain.match_run.candidate import Candidate
from domain.match_run.vocabulary import Criterion
from domain.vocabulary import LEADING

UNKNOWN: Final = "not known, so neutral"


def because(criterion: Criterion, of: Candidate, towards: Candidate) -> str:
    """Say why `of` gives `towards` the marks of a criterion."""
    return _WORDS[criterion](of, towards)


def _competencies(of: Candidate, towards: Candidate) -> str:
    giver, taker = (of, towards) if of.role in LEADING else (towards, of)
    offered = {item.name: item.level for item in giver.offers}
    sought = {item.name: item.level for item in taker.seeks}
    if not offered or not sought:
        return UNKNOWN
    met = [f"{name} {offered[name]}/{level}" for name, level in sought.items() if name in offered]
    total = f"{len(met)} of {len(sought)} sought competencies offered"
    return f"{total} (level offered/sought: {', '.join(met)})" if met else total


def _function(of: Candidate, towards: Candidate) -> str:
    if not (of.department and towards.department):
        return UNKNOWN
    return "same department" if of.department == towards.department else "different departments"


def _seniority(of: Candidate, towards: Candidate) -> str:
    if of.level is None or towards.level is None:
        return UNKNOWN
    return f"level {of.level} and level {towards.level}"


def _location(of: Candidate, towards: Candidate) -> str:
    if not (of.location and towards.location):
        return UNKNOWN
    return "same place" if of.location == towards.location else "different places"


def _time_zone(of: Candidate, towards: Candidate) -> str:
    if of.utc_offset is None or towards.utc_offset is None:
        return UNKNOWN
    return f"UTC{_hours(of.utc_offset)} and UTC{_hours(towards.utc_offset)}"


def _hours(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _languages(of: Candidate, towards: Candidate) -> str:
    if not (of.languages and towards.languages):
        return UNKNOWN
    shared = [code for code in of.languages if code in towards.languages]
    return f"in common: {', '.join(shared) or 'none'}"


def _preference(of: Candidate, towards: Candidate) -> str:
    if not of.prefers:
        return UNKNOWN
    if towards.person not in of.prefers:
        return "asked for others"
    return f"asked for, as number {of.prefers.index(towards.person) + 1}"


def _waiting(_of: Candidate, towards: Candidate) -> str:
    if towards.rematch:
        return "the other lost an earlier match"
    return f"the other has waited {towards.waiting_days} days"


_WORDS: Final[dict[Criterion, Callable[[Candidate, Candidate], str]]] = {
    Criterion.COMPETENCIES: _competencies,
    Criterion.CROSS_FUNCTION: _function,
    Criterion.SAME_FUNCTION: _function,
    Criterion.SENIORITY: _seniority,
    Criterion.LOCATION: _location,
    Criterion.TIME_ZONE: _time_zone,
    Criterion.LANGUAGES: _languages,
    Criterion.PREFERENCE: _preference,
    Criterion.WAITING: _waiting,
}
