from datetime import timedelta

import pytest
from hypothesis import given

from domain.match_run.candidate import Candidate
from domain.match_run.inputs import MatchInputs
from domain.match_run.vocabulary import Exclusion
from domain.programme.matching import MatchRules
from domain.vocabulary import Model
from matching.exclusions import rules_in
from matching.scoring import score
from tests.kit.plain_matching import forbidden
from tests.kit.pools import MENTEE, MENTOR, PEER, inputs, mentee, mentor, pools, rules

EIGHT_LEVELS = MatchRules(
    reporting_line_levels=2,
    same_line_manager_allowed=False,
    seniority_gap_at_least=1,
    seniority_gap_at_most=4,
    time_zone_gap_at_most=timedelta(hours=3),
)


@given(pools(MENTEE, MENTEE, MENTEE, MENTOR, MENTOR, MENTOR))
def test_excluding_all_at_once_equals_the_definition_pair_by_pair(one: MatchInputs) -> None:
    """Every pair carries exactly the rules that the plain definition finds against it."""
    pool = score(one)
    for i, seeker in enumerate(pool.seekers.people):
        for j, leader in enumerate(pool.leaders.people):
            assert set(rules_in(int(pool.excluded[i, j]))) == forbidden(seeker, leader, one.rules)


@given(pools(PEER, PEER, PEER, PEER, model=Model.PEER))
def test_peers_exclude_each_other_mutually(one: MatchInputs) -> None:
    """A rule against two peers stands for both of them, and for everybody against themselves."""
    pool = score(one)
    for i, peer in enumerate(pool.seekers.people):
        for j, other in enumerate(pool.seekers.people):
            assert set(rules_in(int(pool.excluded[i, j]))) == forbidden(peer, other, one.rules)


@pytest.mark.parametrize(
    ("seeker", "leader", "rule"),
    [
        (mentee("a"), mentor("a"), Exclusion.SELF),
        (mentee("a", trained=False), mentor("b"), Exclusion.NOT_TRAINED),
        (mentee("a"), mentor("b", on_leave=True), Exclusion.ON_LEAVE),
        (mentee("a"), mentor("b", capacity=0), Exclusion.NO_CAPACITY),
        (mentee("a", managers=("c", "b")), mentor("b"), Exclusion.REPORTING_LINE),
        (mentee("a"), mentor("b", managers=("a",)), Exclusion.REPORTING_LINE),
        (mentee("a", managers=("c",)), mentor("b", managers=("c",)), Exclusion.SAME_MANAGER),
        (mentee("a", level=2), mentor("b", level=2), Exclusion.SENIORITY_GAP),
        (mentee("a", level=1), mentor("b", level=6), Exclusion.SENIORITY_GAP),
        (mentee("a", utc_offset=0), mentor("b", utc_offset=240), Exclusion.TIME_ZONE),
        (mentee("a", languages=("en",)), mentor("b", languages=("de",)), Exclusion.NO_COMMON_LANGUAGE),
        (mentee("a"), mentor("b", failed_with=("a",)), Exclusion.FAILED_BEFORE),
        (mentee("a", avoids=("b",)), mentor("b"), Exclusion.DECLARED_AVOID),
        (mentee("a", paired_with=("b",)), mentor("b"), Exclusion.ALREADY_PAIRED),
    ],
)
def test_each_rule_excludes_under_its_own_name(seeker: Candidate, leader: Candidate, rule: Exclusion) -> None:
    """A pair that breaks one rule is excluded for that reason and no other."""
    pool = score(inputs(seeker, leader, rules=rules(hard=EIGHT_LEVELS)))
    assert rules_in(int(pool.excluded[0, 0])) == (rule,)


@pytest.mark.parametrize(
    ("seeker", "leader"),
    [
        (mentee("a", managers=("c", "d", "b")), mentor("b")),
        (mentee("a", level=1), mentor("b")),
        (mentee("a"), mentor("b", utc_offset=840)),
        (mentee("a", utc_offset=-720), mentor("b", utc_offset=720)),
        (mentee("a", languages=("en",)), mentor("b")),
        (mentee("a", managers=("c", "d")), mentor("b", managers=("e", "d"))),
    ],
)
def test_what_is_unknown_or_far_enough_away_excludes_nobody(seeker: Candidate, leader: Candidate) -> None:
    """Missing data, a third level of the line and the short way round the globe are no reasons."""
    pool = score(inputs(seeker, leader, rules=rules(hard=EIGHT_LEVELS)))
    assert pool.open.all()
