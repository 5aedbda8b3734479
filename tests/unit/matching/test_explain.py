import pytest

import matching
from domain.match_run.errors import NotInThePool
from domain.match_run.inputs import MatchInputs, Pin
from domain.match_run.proposal import Direction, RunnerUp, WhyNot
from domain.match_run.vocabulary import Criterion, Exclusion
from domain.programme.matching import Weights
from domain.vocabulary import Model
from tests.kit.pools import EVEN, inputs, large_pool, mentee, mentor, peer, rules, skills

LIKES = rules(Weights(preference=100))


def direction(one: MatchInputs, person: str) -> Direction:
    """Return how good the proposed match is for somebody."""
    ways = [way for each in matching.solve(one).proposals for way in each.directions]
    return next(way for way in ways if way.of == person)


def test_parts_add_up_to_the_score_of_their_direction() -> None:
    """Marks times weights make the directional score, and both directions the score of the pair."""
    for proposal in matching.solve(large_pool(8, 8)).proposals:
        there, back = proposal.directions
        for way in (there, back):
            assert [part.criterion for part in way.parts] == [
                each for each in Criterion if getattr(EVEN, each)
            ]
            assert sum(part.marks * part.weight for part in way.parts) // 100 == way.score
        assert proposal.score == 2 * there.score * back.score // (there.score + back.score)
        assert (there.of, there.towards) == (back.towards, back.of)


def test_every_part_says_why() -> None:
    """A reader sees the facts behind each mark, and where nothing was known."""
    one = inputs(
        mentee("a", seeks=skills(law=4, sql=2), utc_offset=-210, level=1, prefers=("c", "b"), department="x"),
        mentor(
            "b", offers=skills(law=3), utc_offset=0, level=4, languages=("en",), department="y", rematch=True
        ),
        rules=rules(
            Weights(
                competencies=10,
                cross_function=10,
                seniority=10,
                location=10,
                time_zone=10,
                languages=10,
                preference=30,
                waiting=10,
            )
        ),
    )
    assert {part.criterion: part.because for part in direction(one, "a").parts} == {
        Criterion.COMPETENCIES: "1 of 2 sought competencies offered (level offered/sought: law 3/4)",
        Criterion.CROSS_FUNCTION: "different departments",
        Criterion.SENIORITY: "level 1 and level 4",
        Criterion.LOCATION: "not known, so neutral",
        Criterion.TIME_ZONE: "UTC-03:30 and UTC+00:00",
        Criterion.LANGUAGES: "not known, so neutral",
        Criterion.PREFERENCE: "asked for, as number 2",
        Criterion.WAITING: "the other lost an earlier match",
    }


def test_ranks_and_runners_up_show_what_else_was_possible() -> None:
    """Two mentees want the same mentor: who gets another one sees rank two, and whom they missed."""
    one = inputs(
        mentee("a", prefers=("m", "n")),
        mentee("b", prefers=("m",)),
        mentor("m"),
        mentor("n"),
        rules=LIKES,
    )
    assert direction(one, "b").rank == 1
    runner_up = direction(one, "a")
    assert (runner_up.towards, runner_up.rank) == ("n", 2)
    assert runner_up.runner_up == RunnerUp(person="m", score=6_666)


def test_without_anybody_else_there_is_no_runner_up() -> None:
    """Two people alone have each other, at rank one."""
    alone = direction(inputs(mentee("a"), mentor("b"), rules=LIKES), "a")
    assert (alone.rank, alone.runner_up) == (1, None)


def test_a_pair_can_be_assessed_without_being_proposed() -> None:
    """An override carries what the pair is worth and every rule against it."""
    one = inputs(mentee("a", on_leave=True), mentor("b", avoids=("a",)))
    found = matching.assess(one, "b", ["a"])
    assert found.exclusions == (Exclusion.ON_LEAVE, Exclusion.DECLARED_AVOID)
    assert (found.proposal.people, found.proposal.score) == (("b", "a"), 5_000)


def test_a_group_is_assessed_between_all_its_members() -> None:
    """Two members who avoid each other forbid the group, whoever leads it."""
    one = inputs(peer("a", avoids=("b",)), peer("b"), peer("c"), model=Model.PEER)
    assert matching.assess(one, "c", ["a", "b"]).exclusions == (Exclusion.DECLARED_AVOID,)


def test_who_is_not_in_the_pool_cannot_be_assessed() -> None:
    """A mentee is no mentor, and a stranger is nobody."""
    one = inputs(mentee("a"), mentor("b"))
    with pytest.raises(NotInThePool, match="a is not in the pool of this run as mentor"):
        matching.assess(one, "a", ["a"])
    with pytest.raises(NotInThePool, match="z is not in the pool of this run as mentee"):
        matching.assess(one, "b", ["z"])


def test_why_not_names_the_rules_or_the_price() -> None:
    """An excluded pair shows its rules; an allowed one what pinning it would cost the whole."""
    one = inputs(
        mentee("a", prefers=("m",)),
        mentee("b", prefers=("n",)),
        mentee("c"),
        mentor("m"),
        mentor("n", avoids=("c",)),
        rules=LIKES,
    )
    assert matching.why_not(one, "n", "c") == WhyNot(exclusions=(Exclusion.DECLARED_AVOID,), score=5_000)
    assert matching.why_not(one, "n", "a") == WhyNot(
        exclusions=(), score=3_333, matched_lost=0, score_lost=2 * 6_666 - 3_333 - 5_000
    )


def test_a_pair_for_which_pins_leave_no_place_has_no_price() -> None:
    """What another pin rules out cannot be priced: only the score is told."""
    one = inputs(mentee("a"), mentee("b"), mentor("m"), pins=(Pin(leader="m", member="a"),))
    assert matching.why_not(one, "m", "b") == WhyNot(exclusions=(), score=5_000)


def test_a_pin_outranks_the_score_and_spares_the_minimum() -> None:
    """The coordinator's pair is proposed, marked as pinned, although another would score more."""
    one = inputs(
        mentee("a", prefers=("m",)),
        mentor("m"),
        mentor("n"),
        rules=rules(Weights(preference=100), minimum_score=60),
        pins=(Pin(leader="n", member="a"),),
    )
    proposal = matching.solve(one).proposals[0]
    assert (proposal.people, proposal.pinned) == (("n", "a"), True)


def test_a_pin_against_a_rule_is_reported_with_the_rule() -> None:
    """No pin overrides a hard rule, and no second pin finds a place that is gone."""
    one = inputs(
        mentee("a"),
        mentee("b", avoids=("m",)),
        mentee("c"),
        mentor("m"),
        pins=(Pin(leader="m", member="a"), Pin(leader="m", member="b"), Pin(leader="m", member="c")),
    )
    unmet = {each.pin.member: each.exclusions for each in matching.solve(one).report.unmet_pins}
    assert unmet == {"b": (Exclusion.DECLARED_AVOID,), "c": (Exclusion.NO_CAPACITY,)}
