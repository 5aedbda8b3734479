"""Purpose first, then objectives, then figures that show them (seeds 000, 001, 003 and 004)."""

from collections.abc import Iterator

from domain.programme.catalogue import Direction, MeasureLevel, Unit
from domain.programme.design import Design
from domain.programme.measures import DEFINITIONS, RANGES, Measure
from domain.programme.problems import Location, Problem


def purpose_problems(design: Design) -> Iterator[Problem]:
    """Yield gaps in the chain from needs and purposes to measures."""
    yield from _gaps(design)
    measured = {measure.objective for measure in design.measures}
    served = {purpose for track in design.tracks for purpose in track.purposes}
    aimed_at = {purpose for objective in design.objectives for purpose in objective.purposes}
    for i, objective in enumerate(design.objectives):
        if objective.id not in measured:
            yield Problem(
                where=("objectives", i),
                what=f"has no measure that shows the objective {objective.id}",
                way_out=f"add a measure with `objective: {objective.id}`",
            )
    for i, purpose in enumerate(design.purposes):
        if purpose.id not in served:
            yield Problem(
                where=("purposes", i),
                what=f"is served by no track: the purpose {purpose.id} has no model",
                way_out=f"add {purpose.id} to the purposes of a track",
            )
        if purpose.id not in aimed_at:
            yield Problem(
                where=("purposes", i),
                what=f"has no objective that pursues the purpose {purpose.id}",
                way_out=f"add {purpose.id} to the purposes of an objective",
            )
    for i, measure in enumerate(design.measures):
        yield from _measure(measure, ("measures", i))


def _gaps(design: Design) -> Iterator[Problem]:
    lists = {
        ("needs", "organisation"): "say what the organisation needs, and what shows it",
        ("needs", "people"): "say what the people need, and how they were heard",
        ("organisational_objectives",): "name a strategic goal that mentoring serves",
        ("purposes",): "answer the question: why mentoring?",
        ("stakeholders",): "name an audience and what it is told",
        ("objectives",): "say what the programme sets out to achieve",
        ("measures",): "add a measure with baseline and target",
    }
    for where, way_out in lists.items():
        value: object = design
        for step in where:
            value = getattr(value, step)
        if not value:
            yield Problem(where=where, what="is empty", way_out=way_out)


def _measure(measure: Measure, where: Location) -> Iterator[Problem]:
    meaning = DEFINITIONS[measure.kind]
    if measure.unit is not meaning.unit:
        yield Problem(
            where=(*where, "unit"),
            what=f"counts {measure.unit}, but {measure.kind} is counted in {meaning.unit}",
            way_out=f"write `unit: {meaning.unit}` and the numbers in it",
        )
        return
    if measure.direction is not meaning.direction:
        yield Problem(
            where=(*where, "direction"),
            what=f"says {measure.direction} is better, but for {measure.kind} it is {meaning.direction}",
            way_out=f"write `direction: {meaning.direction}`",
        )
        return
    yield from _figures(measure, where)
    if meaning.compared and measure.comparison is None:
        yield Problem(
            where=where,
            what=f"gives {measure.kind} without saying what it is compared with",
            way_out="name a comparison group and a period in `comparison`",
        )


def _figures(measure: Measure, where: Location) -> Iterator[Problem]:
    allowed = RANGES[measure.unit]
    for name in ("baseline", "target"):
        if getattr(measure, name) not in allowed:
            hint = ", hundredths of a point: 420 is 4.20" if measure.unit is Unit.HUNDREDTHS else ""
            yield Problem(
                where=(*where, name),
                what=f"is {getattr(measure, name)}, outside {allowed.start} to {allowed.stop - 1}",
                way_out=f"write {measure.unit} from {allowed.start} to {allowed.stop - 1}{hint}",
            )
    if measure.baseline == measure.target:
        yield Problem(
            where=(*where, "target"),
            what=f"equals the baseline, {measure.baseline}: nothing is aimed for",
            way_out="set a target that differs from the baseline",
        )
    elif (measure.target > measure.baseline) is not (measure.direction is Direction.HIGHER):
        yield Problem(
            where=(*where, "target"),
            what=f"is worse than the baseline: {measure.direction} is better for {measure.kind}",
            way_out="swap baseline and target, or set another target",
        )


def purpose_advice(design: Design) -> Iterator[Problem]:
    """Yield what experience advises about purposes and measures."""
    levels = {measure.level for measure in design.measures}
    for level in MeasureLevel:
        if level not in levels:
            yield Problem(
                where=("measures",),
                what=f"has no measure at the {level} level",
                way_out="define measures of success for individuals and for the organisation (seed 004)",
                severity="advice",
            )
    if design.purposes and all(purpose.initiative is None for purpose in design.purposes):
        yield Problem(
            where=("purposes",),
            what="are tied to no initiative; programmes with a well-defined business need do better",
            way_out="set `initiative` on a purpose (seed 003)",
            severity="advice",
        )
