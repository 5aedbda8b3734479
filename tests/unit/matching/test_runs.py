"""Whole runs: what they weigh against each other, and what they give up."""

import matching
from domain.match_run.inputs import MatchInputs
from domain.match_run.report import Load
from domain.programme.catalogue import Objective
from domain.programme.matching import Weights
from matching.report import nearest_rank
from tests.kit.plain_matching import forbidden
from tests.kit.pools import inputs, large_pool, mentee, mentor, rules


def pairs(one: MatchInputs) -> list[tuple[str, ...]]:
    """Return who is proposed with whom, the mentor first."""
    return [each.people for each in matching.solve(one).proposals]


def contested(objective: Objective) -> MatchInputs:
    """Return a pool in which the best pair costs somebody else their only match."""
    return inputs(
        mentee("a", prefers=("m",)),
        mentee("b", prefers=("z",), avoids=("n",)),
        mentor("m", prefers=("a",)),
        mentor("n", prefers=("z",)),
        rules=rules(Weights(preference=100), objective=objective),
    )


def test_coverage_first_matches_as_many_as_possible() -> None:
    """Both mentees are matched, although the two who want each other are parted."""
    assert pairs(contested(Objective.COVERAGE)) == [("m", "b"), ("n", "a")]


def test_quality_first_keeps_the_best_pair() -> None:
    """The two who want each other are matched, although one mentee goes without."""
    assert pairs(contested(Objective.QUALITY)) == [("m", "a")]


def test_pairs_who_would_rather_have_each_other_are_counted() -> None:
    """Coverage parts two who both wanted each other: one blocking pair; quality has none."""
    found = [matching.solve(contested(each)).report.blocking_pairs for each in Objective]
    assert found == [1, 0]


def test_a_mentor_takes_as_many_as_their_capacity() -> None:
    """One mentor with three places takes three of four mentees, and the load shows it."""
    one = inputs(*(mentee(name) for name in "abcd"), mentor("m", capacity=3), mentor("n", capacity=0))
    report = matching.solve(one).report
    assert report.matched == 3
    assert report.coverage == 7_500
    assert report.load == (Load(partners=0, people=1), Load(partners=3, people=1))


def test_an_empty_pool_has_an_empty_result() -> None:
    """Nobody to match is no error, from either side."""
    nobody, mentors_only = matching.solve(inputs()), matching.solve(inputs(mentor("m")))
    assert (nobody.proposals, nobody.unmatched, nobody.report.coverage) == ((), (), 0)
    assert [each.person for each in mentors_only.unmatched] == ["m"]


def test_a_pool_of_realistic_size_is_matched_well_and_by_the_rules() -> None:
    """Sixty mentees and a hundred mentors: everybody who can be matched is, and no rule is broken."""
    one = large_pool(60, 100)
    result = matching.solve(one)
    people = {each.person: each for each in one.candidates}
    for leader, seeker in (each.people for each in result.proposals):
        assert not forbidden(people[seeker], people[leader], one.rules)
    able = [each for each in one.candidates if each.role == "mentee" and each.trained and not each.on_leave]
    assert result.report.matched == len(able)
    assert result.report.mean > 6_500


def test_nobody_loses_a_match_because_everybody_wants_the_same_mentors() -> None:
    """A solver that sees the best edges of each person only sees more of them as long as that helps."""
    mentees = [mentee(f"e{number:03}", department="x") for number in range(120)]
    wanted = [mentor(f"r{number:03}", department="y") for number in range(50)]
    others = [mentor(f"s{number:03}", department="x") for number in range(70)]
    one = inputs(*mentees, *wanted, *others, rules=rules(Weights(cross_function=100)))
    assert matching.solve(one).report.matched == 120


def test_quality_first_also_looks_beyond_the_best_edges() -> None:
    """Whoever could still be matched above the minimum score is, however many others are liked better."""
    mentees = [mentee(f"e{number:03}", department="x") for number in range(120)]
    wanted = [mentor(f"r{number:03}", department="y") for number in range(50)]
    others = [mentor(f"s{number:03}") for number in range(70)]
    best = rules(Weights(cross_function=100), objective=Objective.QUALITY, minimum_score=50)
    assert matching.solve(inputs(*mentees, *wanted, *others, rules=best)).report.matched == 120


def test_the_lowest_twentieth_is_a_score_that_occurs() -> None:
    """The fifth percentile is the nearest rank, without interpolation."""
    assert nearest_rank([], 5) == 0
    assert nearest_rank([7], 5) == 7
    assert nearest_rank(list(range(1, 41)), 5) == 2
