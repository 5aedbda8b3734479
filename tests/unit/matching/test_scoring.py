from hypothesis import given

from domain.match_run.inputs import MatchInputs
from domain.programme.matching import MatchRules, Weights
from domain.vocabulary import Model
from matching.scoring import score
from tests.kit.plain_matching import direction, pair_score
from tests.kit.pools import MENTEE, MENTOR, PEER, inputs, mentee, mentor, pools, rules, skills


def scores(one: MatchInputs) -> tuple[int, int, int]:
    """Return the scores of the only pair: mentee to mentor, mentor to mentee, both."""
    pool = score(one)
    return int(pool.outward[0, 0]), int(pool.inward[0, 0]), int(pool.pair[0, 0])


@given(pools(MENTEE, MENTEE, MENTOR, MENTOR))
def test_scoring_all_at_once_equals_the_definition_pair_by_pair(one: MatchInputs) -> None:
    """Columns of integers give each mentee and mentor the scores that the plain definition gives."""
    pool = score(one)
    for i, seeker in enumerate(pool.seekers.people):
        for j, leader in enumerate(pool.leaders.people):
            assert pool.outward[i, j] == direction(seeker, leader, one.rules)
            assert pool.inward[i, j] == direction(leader, seeker, one.rules)
            assert pool.pair[i, j] == pair_score(seeker, leader, one.rules)


@given(pools(PEER, PEER, PEER, model=Model.PEER))
def test_peers_are_scored_alike_from_both_sides(one: MatchInputs) -> None:
    """What a peer thinks of another is the same whoever of the two is looked up first."""
    pool = score(one)
    assert (pool.outward == pool.inward.T).all()
    assert (pool.pair == pool.pair.T).all()
    for i, peer in enumerate(pool.seekers.people):
        for j, other in enumerate(pool.seekers.people):
            assert pool.outward[i, j] == direction(peer, other, one.rules)


def test_a_mentee_values_what_is_offered_up_to_the_level_sought() -> None:
    """Half the level of one wish and all of another make three quarters."""
    found = inputs(
        mentee("a", seeks=skills(python=4, sql=2)), mentor("b", offers=skills(python=2, sql=5, law=1))
    )
    assert scores(found) == (7_500, 10_000, 8_571)


def test_missing_data_counts_as_neutral() -> None:
    """Somebody of whom nothing is known scores half marks, never zero."""
    everything = Weights(competencies=30, cross_function=20, seniority=20, time_zone=20, languages=10)
    found = inputs(mentee("a"), mentor("b"), rules=rules(everything))
    assert scores(found) == (5_000, 5_000, 5_000)


def test_a_match_good_for_one_side_only_sinks() -> None:
    """The pair score lies near the worse of both directions, not in the middle."""
    found = inputs(
        mentee("a", prefers=("b",)), mentor("b", prefers=("x",)), rules=rules(Weights(preference=100))
    )
    assert scores(found) == (10_000, 2_500, 4_000)


def test_asking_for_somebody_counts_more_the_earlier_they_are_named() -> None:
    """A first choice scores full marks, a second nine tenths, somebody passed over less than neutral."""
    wishes = mentee("a", prefers=("b", "c"))
    found = score(inputs(wishes, mentor("b"), mentor("c"), mentor("d"), rules=rules(Weights(preference=100))))
    assert found.outward[0].tolist() == [10_000, 9_000, 2_500]


def test_seniority_is_best_in_the_middle_of_the_allowed_range() -> None:
    """With two to four levels allowed, three score full marks and each level off a quarter less."""
    hard = MatchRules(seniority_gap_at_least=2, seniority_gap_at_most=4)
    mentors = [mentor(f"m{level}", level=level) for level in (3, 4, 5)]
    found = score(inputs(mentee("a", level=1), *mentors, rules=rules(Weights(seniority=100), hard)))
    assert found.outward[0].tolist() == [7_500, 10_000, 7_500]


def test_who_waits_longer_or_lost_a_match_is_more_urgent() -> None:
    """Waiting raises the mentor's view of a mentee up to half a year; a rematch goes first at once."""
    waiting = [
        mentee("a"),
        mentee("b", waiting_days=90),
        mentee("c", waiting_days=999),
        mentee("d", rematch=True),
    ]
    found = score(inputs(*waiting, mentor("m"), rules=rules(Weights(waiting=100))))
    assert found.inward[:, 0].tolist() == [5_000, 7_500, 10_000, 10_000]
