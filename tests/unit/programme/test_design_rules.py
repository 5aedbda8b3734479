import pytest

from domain.programme.catalogue import Initiative
from domain.programme.check import check
from domain.programme.models import USUAL
from domain.programme.problems import Location
from domain.programme.track import GroupSize
from domain.vocabulary import Role
from intake.design import read_design
from tests.kit.designs import PROGRAMMES, advice_on, changed, errors_of, graduate


@pytest.mark.parametrize("name", ["graduate", "leadership"])
def test_the_example_designs_leave_nothing_to_say(name: str) -> None:
    """The shipped examples keep every rule and follow every advice."""
    assert check(read_design(PROGRAMMES / f"{name}.yaml")) == ()


ERRORS: list[tuple[Location, object, str, str, str]] = [
    # place, new value, path of the finding, what is wrong, way out
    (
        ("measures", 0, "objective"),
        "growht",
        "measures[0].objective",
        "unknown objective growht",
        "did you mean growth?",
    ),
    (
        ("purposes", 0, "serves"),
        ["fame"],
        "purposes[0].serves[0]",
        "unknown organisational objective",
        "known are",
    ),
    (
        ("purposes", 0, "serves"),
        [],
        "purposes[0].serves",
        "names no organisational objective",
        "keep-young-talent",
    ),
    (
        ("objectives", 3, "purposes"),
        ["stay"],
        "objectives[3].purposes[0]",
        "unknown purpose stay",
        "known are",
    ),
    (
        ("tracks", 1, "purposes"),
        ["settle-on"],
        "tracks[1].purposes[0]",
        "unknown purpose",
        "did you mean settle-in?",
    ),
    (
        ("tracks", 1, "profile", "competencies"),
        ["juggling"],
        "tracks[1].profile.competencies[0]",
        "unknown competency",
        "known are",
    ),
    (("tracks", 1, "id"), "one-to-one", "tracks[1].id", "a second time", "an id of its own"),
    (("measures", 1, "id"), "matched", "measures[1].id", "a second time", "an id of its own"),
    (("training", 1, "id"), "mentor-core", "training[1].id", "a second time", "an id of its own"),
    (
        ("tracks", 0, "check_ins", "pulse", 1, "id"),
        "value",
        "tracks[0].check_ins.pulse[1].id",
        "a second time",
        "an id of its own",
    ),
    (("objectives", 0, "id"), "unmeasured", "objectives[0]", "has no measure that shows", "add a measure"),
    (("tracks", 1, "purposes"), ["settle-in"], "purposes[1]", "is served by no track", "add grow-together"),
    (("needs", "people"), [], "needs.people", "is empty", "how they were heard"),
    (("stakeholders",), [], "stakeholders", "is empty", "name an audience"),
    (("measures",), [], "measures", "is empty", "baseline and target"),
    (("tracks",), [], "tracks", "is empty", "add a track"),
    (("measures", 0, "unit"), "hundredths", "measures[0].unit", "counted in percent", "unit: percent"),
    (("measures", 0, "direction"), "lower", "measures[0].direction", "it is higher", "direction: higher"),
    (("measures", 0, "target"), 55, "measures[0].target", "equals the baseline", "differs from the baseline"),
    (("measures", 0, "target"), 40, "measures[0].target", "is worse than the baseline", "swap"),
    (("measures", 7, "target"), 40, "measures[7].target", "is worse than the baseline", "swap"),
    (("measures", 0, "target"), 101, "measures[0].target", "outside 0 to 100", "write percent"),
    (("measures", 6, "baseline"), 4, "measures[6].baseline", "outside 100 to 500", "420 is 4.20"),
    (
        ("measures", 11, "comparison"),
        None,
        "measures[11]",
        "without saying what it is compared with",
        "comparison group",
    ),
    (
        ("roles", 0, "role"),
        "facilitator",
        "tracks[0].roles",
        "the role mentor, which no role profile",
        "role: mentor",
    ),
    (("roles", 0, "role"), "mentee", "roles[1].role", "a second time", "one profile for each role"),
    (
        ("training", 0, "mandatory"),
        False,
        "training",
        "no mandatory module for the role mentor",
        "mandatory: true",
    ),
    (
        ("training", 0, "skills"),
        ["listening"],
        "training",
        "mentor: asking_questions, non_directive_advice",
        "add them",
    ),
    (("lessons", "channels"), [], "lessons.channels", "is empty", "where lessons learned are captured"),
    (("tracks", 0, "model"), "circle", "tracks[0]", "group model circle but no group size", "group_size"),
    (
        ("tracks", 0, "group_size"),
        {"at_least": 3, "at_most": 8},
        "tracks[0].group_size",
        "two people meet",
        "remove it",
    ),
    (("tracks", 1, "model"), "expert_novice", "tracks[1].roles", "are peer", "roles: [mentee, mentor]"),
    (
        ("tracks", 1, "matching", "weights", "competencies"),
        30,
        "tracks[1].matching.weights",
        "add up to 90",
        "add 10",
    ),
    (
        ("tracks", 1, "matching", "weights", "competencies"),
        50,
        "tracks[1].matching.weights",
        "add up to 110",
        "take away 10",
    ),
    (
        ("tracks", 1, "matching", "weights", "same_function"),
        1,
        "tracks[1].matching.weights",
        "both the same and different",
        "keep",
    ),
    (
        ("tracks", 0, "matching", "rules", "seniority_gap_at_most"),
        1,
        "tracks[0].matching.rules.seniority_gap_at_most",
        "nobody could be paired",
        "no smaller",
    ),
    (
        ("tracks", 0, "matching", "mentor_capacity", "usual"),
        4,
        "tracks[0].matching.mentor_capacity.usual",
        "above the most a mentor takes",
        "no larger",
    ),
    (
        ("tracks", 1, "agreement", "key_goals"),
        [],
        "tracks[1].agreement.key_goals",
        "foundation of the relationship",
        "at least one",
    ),
    (
        ("tracks", 1, "agreement", "signed_by"),
        ["mentor"],
        "tracks[1].agreement.signed_by[0]",
        "does not have",
        "choose from peer",
    ),
    (
        ("tracks", 1, "check_ins", "pulse"),
        [],
        "tracks[1].check_ins.pulse",
        "no question answered on the scale",
        "answer: scale",
    ),
    (
        ("tracks", 1, "check_ins", "exit"),
        [],
        "tracks[1].check_ins.exit",
        "no question answered on the scale",
        "answer: scale",
    ),
]


@pytest.mark.parametrize(
    ("where", "value", "path", "what", "way_out"), ERRORS, ids=[f"{row[2]}-{row[3]}" for row in ERRORS]
)
def test_a_broken_rule_names_the_place_and_the_way_out(
    where: Location, value: object, path: str, what: str, way_out: str
) -> None:
    """Every rule across the fields of a design says where it is broken and what to do."""
    found = [problem for problem in errors_of(changed(where, value)) if problem.path == path]
    assert any(what in problem.what and way_out in problem.way_out for problem in found), found


def test_a_purpose_that_no_objective_pursues_is_named() -> None:
    """The chain from purpose to objective has no gaps."""
    design = graduate()
    narrowed = tuple(each.model_copy(update={"purposes": ("settle-in",)}) for each in design.objectives)
    found = errors_of(design.model_copy(update={"objectives": narrowed}))
    assert [problem.path for problem in found] == ["purposes[1]"]
    assert "no objective that pursues the purpose grow-together" in found[0].what


def test_group_models_have_sizes_and_somebody_who_learns() -> None:
    """A circle of facilitators, or with more at least than at most, is refused."""
    circle = read_design(PROGRAMMES / "leadership.yaml").tracks[0]
    upside_down = {"group_size": GroupSize(at_least=9, at_most=5), "roles": (Role.FACILITATOR,)}
    design = read_design(PROGRAMMES / "leadership.yaml")
    broken = design.model_copy(update={"tracks": (circle.model_copy(update=upside_down), design.tracks[1])})
    assert {"tracks[0].group_size", "tracks[0].roles"} <= {problem.path for problem in errors_of(broken)}


def test_all_problems_are_found_at_once() -> None:
    """Nobody has to repair a design one message at a time."""
    design = changed(("tracks", 1, "matching", "weights", "competencies"), 0)
    design = design.model_copy(update={"stakeholders": ()})
    assert [problem.path for problem in errors_of(design)] == ["stakeholders", "tracks[1].matching.weights"]


def test_a_coordinator_who_pairs_by_hand_needs_no_weights() -> None:
    """Weights are only asked for where something is scored."""
    none = dict.fromkeys(graduate().tracks[1].matching.weights.model_dump(), 0)
    by_hand = {"mode": "coordinator", "weights": none}
    assert errors_of(changed(("tracks", 1, "matching"), by_hand)) == []


@pytest.mark.parametrize(
    ("where", "value", "path", "what"),
    [
        (("purposes", 0, "initiative"), "onboarding", None, ""),
        (("tracks", 1, "model"), "peer", None, ""),
        (
            ("purposes", 1, "initiative"),
            "leadership_development",
            "tracks[1].model",
            "unusual for leadership_development",
        ),
        (("celebrations",), [], "celebrations", "nobody is praised"),
        (("neutral_party",), "Graduate programme office", "neutral_party", "may not want to confide in"),
        (
            ("tracks", 0, "matching", "conversation"),
            ["process"],
            "tracks[0].matching.conversation",
            "leaves out",
        ),
        (
            ("tracks", 0, "agreement", "signed_by"),
            ["mentor"],
            "tracks[0].agreement.signed_by",
            "leaves a role out",
        ),
        (("training", 1, "mandatory"), False, "training", "prepares the role mentee by nothing mandatory"),
        (
            ("policies", "relationship", "length"),
            "50 weeks",
            "policies.cycle.running",
            "ends the cycle after 30 weeks",
        ),
        (("tracks", 1, "overrides", "length"), "50 weeks", "tracks[1].overrides.length", "ends the cycle"),
    ],
)
def test_advice_is_given_without_making_a_design_unusable(
    where: Location, value: object, path: str | None, what: str
) -> None:
    """What is only unwise is said, and lets the design pass."""
    design = changed(where, value)
    assert errors_of(design) == []
    if path is None:
        assert advice_on(design) == []
    else:
        assert any(problem.path == path and what in problem.what for problem in advice_on(design))


def test_a_design_without_any_initiative_is_advised_to_find_one() -> None:
    """A programme tied to a business need does better than one that 'employees want' (seed 003)."""
    design = graduate()
    broad = tuple(purpose.model_copy(update={"initiative": None}) for purpose in design.purposes)
    found = advice_on(design.model_copy(update={"purposes": broad}))
    assert [problem.path for problem in found] == ["purposes"]


def test_measures_at_one_level_only_are_noticed() -> None:
    """Success is measured for individuals and for the organisation (seed 004)."""
    design = graduate()
    one_level = tuple(each.model_copy(update={"level": "individual"}) for each in design.measures)
    found = advice_on(design.model_copy(update={"measures": one_level}))
    assert [problem.what for problem in found] == ["has no measure at the organisational level"]


def test_every_initiative_has_usual_models() -> None:
    """The decision table of seed 000 leaves no initiative without an answer."""
    assert set(USUAL) == set(Initiative)
    assert all(USUAL.values())
