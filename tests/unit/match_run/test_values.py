import re

import pytest
from pydantic import ValidationError

from domain.match_run.constraint import Constraint, ExclusionCount
from domain.match_run.inputs import MatchInputs, Pin
from domain.match_run.rules import MatchingRules
from domain.match_run.vocabulary import ConstraintCode, Criterion, Exclusion
from domain.match_run.wording import label, sentence
from domain.programme.matching import Weights
from domain.programme.track import GroupSize
from domain.vocabulary import Model
from tests.kit.pools import inputs, mentee, mentor, peer, rules, skills
from tests.kit.tracks import ONE_TO_ONE


def test_the_rules_of_a_run_are_those_of_its_track() -> None:
    """Weights, hard rules, objective and sizes come from the design."""
    design = ONE_TO_ONE.design
    assert MatchingRules.of(design) == MatchingRules(
        weights=design.matching.weights, rules=design.matching.rules
    )


def test_every_weight_of_a_design_is_a_criterion() -> None:
    """What a design can weigh, the matcher can score, and nothing else."""
    assert set(Weights.model_fields) == set(Criterion)


def test_candidates_stand_in_canonical_order() -> None:
    """Inputs that differ only in order are equal and have one digest."""
    one, other = inputs(mentor("m"), mentee("b"), mentee("a")), inputs(mentee("a"), mentor("m"), mentee("b"))
    assert one == other
    assert one.digest() == other.digest()


def test_whatever_decides_the_run_changes_the_digest() -> None:
    """Another seed, rule, pin or fact about a candidate is another run."""
    base = inputs(mentee("a"), mentor("m"))
    others = [
        base.model_copy(update={"seed": 1}),
        inputs(mentee("a", level=1), mentor("m")),
        inputs(mentee("a"), mentor("m"), rules=rules(minimum_score=1)),
        inputs(mentee("a"), mentor("m"), pins=(Pin(leader="m", member="a"),)),
    ]
    assert len({each.digest() for each in (base, *others)}) == 5


def test_lists_of_a_candidate_have_one_spelling() -> None:
    """Sets are sorted, rankings keep their first mention, a repeated competency its highest level."""
    found = mentee(
        "a",
        languages=("pl", "en", "pl"),
        prefers=("y", "x", "y"),
        seeks=(*skills(sql=1, law=2), *skills(sql=4)),
    )
    assert found.languages == ("en", "pl")
    assert found.prefers == ("y", "x")
    assert found.seeks == skills(law=2, sql=4)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"candidates": (mentee("a"), mentee("a"))}, "a is in the pool twice as mentee; keep one entry"),
        ({"candidates": (peer("a"),)}, "a is a peer; the expert_novice model has no such role"),
        ({"pins": (Pin(leader="z", member="a"),)}, "the pin of a to z names somebody without that role"),
        ({"model": Model.CIRCLE}, "the circle model and the group size do not go together"),
        ({"rules": {"weights": {"waiting": 90}}}, "the weights add up to 90; make them add up to 100"),
        (
            {"rules": rules(group_size=GroupSize(at_least=3, at_most=4))},
            "the expert_novice model and the group size do not go together",
        ),
    ],
)
def test_inputs_that_cannot_be_matched_say_why(facts: dict[str, object], message: str) -> None:
    """A pool that does not fit its model or rules is refused with the way out."""
    whole = {**dict(inputs(mentee("a"), mentor("m"))), **facts}
    with pytest.raises(ValidationError, match=re.escape(message)):
        MatchInputs.model_validate(whole)


@pytest.mark.parametrize("code", ConstraintCode)
def test_every_constraint_has_a_sentence(code: ConstraintCode) -> None:
    """Whatever stands in somebody's way can be said."""
    assert " " in sentence(Constraint(code=code))


@pytest.mark.parametrize("rule", Exclusion)
def test_an_excluding_rule_is_named_with_its_count(rule: Exclusion) -> None:
    """The sentence says how many people the rule alone keeps out; the label can be counted by."""
    counts = (ExclusionCount(exclusion=rule, people=9, alone=4),)
    found = Constraint(code=ConstraintCode.EXCLUDED, exclusion=rule, others=12, excluded=counts)
    assert sentence(found).startswith("all 12 in the other role are excluded, 4 of them only by ")
    assert label(found) == f"excluded:{rule}"


def test_a_bottleneck_is_said_in_numbers() -> None:
    """A coordinator reads how many compete for how many places, and what is scarcest."""
    found = Constraint(
        code=ConstraintCode.PARTNERS_TAKEN, open=9, competing=14, bottleneck=9, places=12, competency="law"
    )
    assert sentence(found) == (
        "all 9 whom this person could meet are matched with others; 14 compete for the 12 places of 9; "
        "scarcest wish: law"
    )
    assert label(found) == "partners_taken"
