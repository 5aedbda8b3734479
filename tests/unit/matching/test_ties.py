from hypothesis import given
from hypothesis import strategies as st

import matching
from domain.match_run.inputs import MatchInputs
from domain.vocabulary import Model
from matching.pairing import EXACT
from matching.ties import Worth
from tests.kit.pools import inputs, mentee, mentor, peer

EQUALS = inputs(
    *(mentee(f"e{number}") for number in range(6)), *(mentor(f"r{number}") for number in range(6))
)


def pairs(one: MatchInputs) -> set[tuple[str, ...]]:
    """Return who is proposed with whom."""
    return {each.people for each in matching.solve(one).proposals}


@given(st.permutations([f"e{number}" for number in range(6)]))
def test_among_equal_solutions_the_hash_chooses(order: list[str]) -> None:
    """Where every pairing has the same total, the proposed one has the highest sum of hashes."""
    worth = Worth(EQUALS, pairs=6, ceiling=2**62 // 15)
    proposed = sum(worth.of(0, each, other) for other, each in pairs(EQUALS))
    other_way = sum(worth.of(0, each, f"r{number}") for number, each in enumerate(order))
    assert proposed >= other_way


@given(st.integers(1, 20_000), st.lists(st.text(max_size=3), max_size=20))
def test_hashes_never_outweigh_a_hundredth_of_a_point(most: int, people: list[str]) -> None:
    """However many pairs a solution has, their tie-breaks together stay below one unit of score."""
    worth = Worth(EQUALS, pairs=most, ceiling=2**62 // (2 * most))
    highest = max((worth.of(0, each, each) for each in people), default=0)
    assert most * highest < worth.of(1, "a", "b")
    assert worth.of(10_001, "a", "b") * 2 * most < 2**62


def test_another_run_or_seed_breaks_ties_in_another_way() -> None:
    """The hash takes in run and seed, so that nobody is always the one who loses a draw."""
    again = EQUALS.model_copy(update={"seed": 1})
    next_run = EQUALS.model_copy(update={"run": "match_run-2"})
    assert len({frozenset(pairs(each)) for each in (EQUALS, again, next_run)}) == 3


def test_peers_of_equal_worth_are_paired_by_hash_too() -> None:
    """Of the three ways to pair four equal peers, the one with the highest sum of hashes is proposed."""
    four = inputs(*(peer(name) for name in "abcd"), model=Model.PEER)
    worth = Worth(four, pairs=4, ceiling=EXACT)
    ways = ((("a", "b"), ("c", "d")), (("a", "c"), ("b", "d")), (("a", "d"), ("b", "c")))
    best = max(ways, key=lambda way: sum(worth.of(0, *each) for each in way))
    assert pairs(four) == set(best)
