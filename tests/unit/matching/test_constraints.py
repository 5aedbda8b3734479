"""What is said to be in somebody's way is true."""

from hypothesis import given
from hypothesis import strategies as st

import matching
from domain.match_run.candidate import Candidate
from domain.match_run.constraint import Constraint
from domain.match_run.inputs import MatchInputs
from domain.match_run.result import MatchResult
from domain.match_run.roles import places
from domain.match_run.vocabulary import ConstraintCode, Exclusion
from domain.programme.matching import Weights
from domain.vocabulary import LEADING, Model, Role
from tests.kit.plain_matching import allowed, forbidden, pair_score
from tests.kit.pools import MENTEE, MENTOR, PEER, inputs, mentee, mentor, pools, rules, skills


class Pool:
    """A solved pool, looked at one person at a time, by the plain definition."""

    def __init__(self, one: MatchInputs) -> None:
        self.one, self.result = one, matching.solve(one)

    def others(self, each: Candidate) -> list[Candidate]:
        """Whom somebody could meet by role."""
        return [
            other
            for other in self.one.candidates
            if (other.role not in LEADING or each.role not in LEADING)
            and (self.one.model == Model.PEER or (other.role in LEADING) != (each.role in LEADING))
            and other.person != each.person
        ]

    def against(self, each: Candidate, other: Candidate) -> set[Exclusion]:
        """Which rules keep two apart."""
        seeker, leader = (other, each) if each.role in LEADING else (each, other)
        return forbidden(seeker, leader, self.one.rules)

    def allowed(self, each: Candidate, other: Candidate) -> bool:
        """Whether two could have been proposed."""
        seeker, leader = (other, each) if each.role in LEADING else (each, other)
        return allowed(seeker, leader, self.one.rules)

    def free(self, each: Candidate) -> int:
        """How many places of somebody the run left free."""
        given_to = sum(
            len(proposal.members) - 1 if each.role in LEADING else 1
            for proposal in self.result.proposals
            if any((member.person, member.role) == (each.person, each.role) for member in proposal.members)
        )
        return places(each, self.one.model, self.one.rules) - given_to

    def leading(self, each: Candidate) -> bool:
        """Whether somebody leads a proposed group."""
        return any(proposal.members[0].person == each.person for proposal in self.result.proposals)


def is_true(pool: Pool, each: Candidate, found: Constraint) -> bool:
    """Hold a constraint against the plain definition."""
    others = pool.others(each)
    kept_out = [pool.against(each, other) for other in others]
    scores = [pair_score(each, other, pool.one.rules) for other in others if not pool.against(each, other)]
    possible = [other for other in others if pool.allowed(each, other)]
    room = [other for other in possible if other.role in LEADING and pool.leading(other) and pool.free(other)]
    idle = [other for other in possible if each.role in LEADING or not pool.leading(other)]
    truths = {
        ConstraintCode.ON_LEAVE: lambda: each.on_leave,
        ConstraintCode.NOT_TRAINED: lambda: not each.trained,
        ConstraintCode.NO_CAPACITY: lambda: each.capacity == 0,
        ConstraintCode.NOBODY_TO_MEET: lambda: not others,
        ConstraintCode.EXCLUDED: lambda: all(kept_out) and {found.exclusion} in kept_out,
        ConstraintCode.EXCLUDED_BY_SEVERAL: lambda: min(len(against) for against in kept_out) > 1,
        ConstraintCode.BELOW_MINIMUM: lambda: found.best_score == max(scores) and not possible,
        ConstraintCode.PARTNERS_TAKEN: lambda: bool(possible) and not any(map(pool.free, possible)),
        ConstraintCode.GROUP_TOO_SMALL: lambda: bool(idle) and not room,
        ConstraintCode.GROUP_CONFLICT: lambda: bool(room),
    }
    return truths[found.code]()


@given(
    st.one_of(
        pools(MENTEE, MENTEE, MENTEE, MENTEE, MENTOR, MENTOR),
        pools(PEER, PEER, PEER, PEER, PEER, model=Model.PEER),
        pools(MENTEE, MENTEE, MENTEE, PEER, Role.FACILITATOR, Role.FACILITATOR, model=Model.CIRCLE),
    )
)
def test_every_constraint_is_true(one: MatchInputs) -> None:
    """Whatever stands in somebody's way by the result also does by the plain definition."""
    pool = Pool(one)
    candidates = {(each.person, each.role): each for each in one.candidates}
    for each in pool.result.unmatched:
        assert is_true(pool, candidates[each.person, each.role], each.constraint)


def constraint_of(result: MatchResult, person: str) -> Constraint:
    """Return what stands in somebody's way."""
    return next(each.constraint for each in result.unmatched if each.person == person)


def test_the_rule_that_alone_keeps_most_people_out_is_named() -> None:
    """Lifting the time-zone limit would open two mentors, lifting the language rule one: the former binds."""
    far, foreign = {"utc_offset": 600}, {"languages": ("ga",)}
    result = matching.solve(
        inputs(
            mentee("a", utc_offset=0, languages=("en",)),
            mentor("b", **far),
            mentor("c", **far),
            mentor("d", **foreign),
            mentor("e", **far, **foreign),
        )
    )
    found = constraint_of(result, "a")
    assert (found.code, found.exclusion) == (ConstraintCode.EXCLUDED, Exclusion.TIME_ZONE)
    counts = {each.exclusion: (each.people, each.alone) for each in found.excluded}
    assert counts == {Exclusion.TIME_ZONE: (3, 2), Exclusion.NO_COMMON_LANGUAGE: (2, 1)}


def test_people_left_over_see_the_bottleneck_they_are_in() -> None:
    """Three mentees compete for one mentor's two places; a free mentor whom they cannot meet is no help."""
    result = matching.solve(
        inputs(
            *(mentee(name, languages=("ga",)) for name in "abc"),
            mentee("d", languages=("en",)),
            mentor("m", languages=("ga",), capacity=2),
            mentor("n", languages=("en",), capacity=3),
            rules=rules(Weights(waiting=100)),
        )
    )
    left = next(each.constraint for each in result.unmatched if each.role is MENTEE)
    assert left.code == ConstraintCode.PARTNERS_TAKEN
    assert (left.competing, left.bottleneck, left.places) == (3, 1, 2)


def test_the_scarcest_wish_of_somebody_left_over_is_named() -> None:
    """Two seek what has one place: the report counts it, and the one left over sees it."""
    result = matching.solve(
        inputs(
            mentee("a", seeks=skills(law=3)),
            mentee("b", seeks=skills(law=3, python=1)),
            mentor("m", offers=skills(law=5, python=5)),
        )
    )
    assert [(each.competency, each.sought_by, each.places) for each in result.report.shortages] == [
        ("law", 2, 1)
    ]
    assert [each.constraint.competency for each in result.unmatched] == ["law"]
