from hypothesis import given

import matching
from domain.match_run.inputs import MatchInputs
from domain.match_run.result import MatchResult
from domain.vocabulary import LEADING, Model
from tests.kit.plain_matching import Pair, all_pairings, all_solutions, worth
from tests.kit.pools import MENTEE, MENTOR, PEER, pools


def without_pins(one: MatchInputs) -> MatchInputs:
    """Return the same inputs with nothing settled beforehand."""
    return one.model_copy(update={"pins": ()})


def chosen(one: MatchInputs, result: MatchResult) -> list[Pair]:
    """Return the proposed pairs as candidates, the seeker first."""
    pool = {(each.person, each.role): each for each in one.candidates}
    pairs = [[pool[member.person, member.role] for member in each.members] for each in result.proposals]
    return [(b, a) if a.role in LEADING else (a, b) for a, b in pairs]


@given(pools(MENTEE, MENTEE, MENTEE, MENTEE, MENTOR, MENTOR, MENTOR))
def test_no_other_way_of_matching_mentees_is_better(drawn: MatchInputs) -> None:
    """The flow is worth as much as the best of all solutions there are."""
    one = without_pins(drawn)
    best = max(worth(pairs, one.rules) for pairs in all_solutions(one))
    assert worth(chosen(one, matching.solve(one)), one.rules) == best


@given(pools(PEER, PEER, PEER, PEER, PEER, PEER, model=Model.PEER))
def test_no_other_way_of_pairing_peers_is_better(drawn: MatchInputs) -> None:
    """The pairing is worth as much as the best of all pairings there are."""
    one = without_pins(drawn)
    free = [each for each in one.candidates if each.capacity]
    best = max(worth(pairs, one.rules) for pairs in all_pairings(free, one.rules))
    assert worth(chosen(one, matching.solve(one)), one.rules) == best
