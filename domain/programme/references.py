"""Every id is unique among its kind, and every reference points at something."""

from collections.abc import Iterator
from difflib import get_close_matches

from domain.programme.design import Design
from domain.programme.problems import Location, Problem


def did_you_mean(written: str, known: list[str]) -> str:
    """Suggest the nearest known word, or list what is known."""
    if near := get_close_matches(written, known, n=1):
        return f"did you mean {near[0]}?"
    return f"known are {', '.join(known)}" if known else "nothing of the kind is defined"


def reference_problems(design: Design) -> Iterator[Problem]:
    """Yield duplicate ids and references that lead nowhere."""
    yield from _duplicates(design)
    goals = [each.id for each in design.organisational_objectives]
    purposes = [each.id for each in design.purposes]
    objectives = [each.id for each in design.objectives]
    competencies = [each.id for each in design.competencies]
    for i, purpose in enumerate(design.purposes):
        yield from _unknown(purpose.serves, goals, ("purposes", i, "serves"), "organisational objective")
    for i, objective in enumerate(design.objectives):
        yield from _unknown(objective.purposes, purposes, ("objectives", i, "purposes"), "purpose")
    for i, measure in enumerate(design.measures):
        if measure.objective not in objectives:
            yield _leads_nowhere(measure.objective, objectives, ("measures", i, "objective"), "objective")
    for i, track in enumerate(design.tracks):
        yield from _unknown(track.purposes, purposes, ("tracks", i, "purposes"), "purpose")
        where = ("tracks", i, "profile", "competencies")
        yield from _unknown(track.profile.competencies, competencies, where, "competency")


def _unknown(names: tuple[str, ...], known: list[str], where: Location, kind: str) -> Iterator[Problem]:
    if not names:
        yield Problem(where=where, what=f"names no {kind}", way_out=f"name at least one: {', '.join(known)}")
    for i, name in enumerate(names):
        if name not in known:
            yield _leads_nowhere(name, known, (*where, i), kind)


def _leads_nowhere(name: str, known: list[str], where: Location, kind: str) -> Problem:
    return Problem(where=where, what=f"names the unknown {kind} {name}", way_out=did_you_mean(name, known))


def _duplicates(design: Design) -> Iterator[Problem]:
    lists: list[tuple[Location, list[str]]] = [
        (("organisational_objectives",), [each.id for each in design.organisational_objectives]),
        (("purposes",), [each.id for each in design.purposes]),
        (("objectives",), [each.id for each in design.objectives]),
        (("measures",), [each.id for each in design.measures]),
        (("training",), [each.id for each in design.training]),
        (("competencies",), [each.id for each in design.competencies]),
        (("tracks",), [each.id for each in design.tracks]),
    ]
    for i, track in enumerate(design.tracks):
        lists.append((("tracks", i, "profile", "fields"), [each.id for each in track.profile.fields]))
        for survey in ("pulse", "review", "exit"):
            ids = [each.id for each in getattr(track.check_ins, survey)]
            lists.append((("tracks", i, "check_ins", survey), ids))
    for where, ids in lists:
        for i, name in enumerate(ids):
            if name in ids[:i]:
                yield Problem(
                    where=(*where, i, "id"),
                    what=f"uses the id {name} a second time",
                    way_out="give each one an id of its own",
                )
