"""What every run keeps, whatever the pool: for mentors and mentees, for peers and for groups."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

import matching
from domain.match_run.inputs import MatchInputs
from domain.match_run.proposal import Proposal
from domain.match_run.roles import leads, places
from domain.programme.models import GROUP_MODELS
from domain.vocabulary import LEADING, Model, Role
from matching.exclusions import BETWEEN_FELLOWS, BIT
from tests.kit.plain_matching import forbidden, pair_score
from tests.kit.pools import MENTEE, MENTOR, PEER, pools

FACILITATOR = Role.FACILITATOR

ANY_POOL = st.one_of(
    pools(MENTEE, MENTEE, MENTEE, MENTOR, MENTOR),
    pools(PEER, PEER, PEER, PEER, PEER, model=Model.PEER),
    pools(MENTEE, MENTEE, MENTEE, PEER, PEER, FACILITATOR, MENTOR, model=Model.CIRCLE),
)


def couples(one: MatchInputs, proposal: Proposal) -> list[tuple[int, int]]:
    """Return who meets whom in a proposal, as positions in the pool: the seeker and who leads."""
    at = {(each.person, each.role): number for number, each in enumerate(one.candidates)}
    head, *members = [at[member.person, member.role] for member in proposal.members]
    return [(member, head) for member in members]


@given(ANY_POOL)
def test_no_excluded_pair_is_ever_proposed(one: MatchInputs) -> None:
    """No hard rule stands between anybody and the one they are proposed to, themselves least of all."""
    for proposal in matching.solve(one).proposals:
        for seeker, leader in couples(one, proposal):
            assert not forbidden(one.candidates[seeker], one.candidates[leader], one.rules)


@given(ANY_POOL)
def test_no_two_in_a_group_must_be_kept_apart(one: MatchInputs) -> None:
    """The rules about people also hold between fellow members."""
    if one.model not in GROUP_MODELS:
        return
    for proposal in matching.solve(one).proposals:
        members = [one.candidates[seeker] for seeker, _ in couples(one, proposal)]
        for member in members:
            for fellow in members:
                against = forbidden(member, fellow, one.rules) if fellow is not member else set()
                assert not any(BIT[rule] & BETWEEN_FELLOWS for rule in against)


@given(ANY_POOL)
def test_nobody_gets_more_partners_than_they_have_places(one: MatchInputs) -> None:
    """Capacities are kept, and groups keep to their size."""
    given_to: Counter[int] = Counter()
    size = one.rules.group_size
    for proposal in matching.solve(one).proposals:
        assert len(proposal.members) == 2 if size is None else len(proposal.members) >= size.at_least
        for seeker, leader in couples(one, proposal):
            given_to[seeker] += 1
            given_to[leader] += 1
    for at, each in enumerate(one.candidates):
        assert given_to[at] <= places(each, one.model, one.rules)


@given(ANY_POOL)
def test_everybody_is_either_matched_or_listed_with_a_constraint(one: MatchInputs) -> None:
    """Nobody of the pool is lost, and nobody is in both lists."""
    result = matching.solve(one)
    matched = {(member.person, member.role) for each in result.proposals for member in each.members}
    listed = [(each.person, each.role) for each in result.unmatched]
    assert len(listed) == len(set(listed))
    assert matched | set(listed) == {(each.person, each.role) for each in one.candidates}
    assert not matched & set(listed)


@given(ANY_POOL)
def test_below_the_minimum_only_a_pin_is_proposed(one: MatchInputs) -> None:
    """Every pair that the coordinator did not settle reaches the minimum score of the track."""
    pinned = {frozenset((pin.leader, pin.member)) for pin in one.pins}
    for proposal in matching.solve(one).proposals:
        for pair in couples(one, proposal):
            seeker, leader = (one.candidates[at] for at in pair)
            if frozenset((seeker.person, leader.person)) not in pinned:
                assert pair_score(seeker, leader, one.rules) >= one.rules.minimum_score * 100


@given(ANY_POOL)
def test_a_pin_is_kept_or_reported(one: MatchInputs) -> None:
    """What the coordinator settled is among the proposals, or among the pins that could not be kept."""
    result = matching.solve(one)
    unmet = {each.pin for each in result.report.unmet_pins}
    for pin in one.pins:
        together = [each for each in result.proposals if {pin.leader, pin.member} <= set(each.people)]
        assert (pin in unmet) or any(each.pinned for each in together)


@given(ANY_POOL, st.randoms(use_true_random=False), st.integers(0, 3))
def test_the_order_of_the_candidates_changes_nothing(one: MatchInputs, dice: Random, seed: int) -> None:
    """Shuffled inputs have the same digest and give the same result to the byte."""
    drawn = one.model_copy(update={"seed": seed})
    facts = drawn.model_dump(mode="json")
    for name in ("candidates", "pins"):
        dice.shuffle(facts[name])
    shuffled = MatchInputs.model_validate(facts)
    assert shuffled.digest() == drawn.digest()
    assert matching.solve(shuffled).model_dump_json() == matching.solve(drawn).model_dump_json()


@given(ANY_POOL)
def test_the_report_adds_up(one: MatchInputs) -> None:
    """Figures of a run follow from its proposals."""
    result = matching.solve(one)
    report = result.report
    scores = [each.score for each in result.proposals]
    members = [member for each in result.proposals for member in each.members]
    assert report.inputs_digest == one.digest()
    assert report.total == sum(scores)
    assert report.lowest == min(scores, default=0)
    assert report.matched == sum(member.role not in LEADING for member in members)
    assert report.seekers == sum(each.role not in LEADING for each in one.candidates)
    assert report.lowest <= report.p5 <= max(scores, default=0)
    if one.model != Model.PEER:
        assert sum(each.partners * each.people for each in report.load) == report.matched
        assert sum(each.people for each in report.load) == report.leaders
        assert report.leaders == sum(leads(each.role, one.model) for each in one.candidates)
