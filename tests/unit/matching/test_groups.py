import matching
from domain.match_run.candidate import Candidate
from domain.match_run.inputs import MatchInputs, Pin
from domain.match_run.vocabulary import ConstraintCode
from domain.programme.matching import Weights
from domain.programme.track import GroupSize
from domain.vocabulary import Model, Role
from tests.kit.pools import inputs, mentee, rules


def facilitator(person: str, capacity: int = 1) -> Candidate:
    """Return somebody who leads a circle."""
    return Candidate(person=person, role=Role.FACILITATOR, capacity=capacity)


def circle(*candidates: Candidate, least: int = 3, most: int = 5, pins: tuple[Pin, ...] = ()) -> MatchInputs:
    """Return the inputs of a circle track in which wishes alone count."""
    size = GroupSize(at_least=least, at_most=most)
    wishes = rules(Weights(preference=100), group_size=size)
    return inputs(*candidates, model=Model.CIRCLE, rules=wishes, pins=pins)


def groups(one: MatchInputs) -> list[tuple[str, ...]]:
    """Return the proposed groups, who leads first."""
    return [each.people for each in matching.solve(one).proposals]


def test_members_gather_around_the_leader_they_asked_for() -> None:
    """Wishes decide who is in which circle as long as there is room."""
    left = [mentee(name, prefers=("x",)) for name in "abc"]
    right = [mentee(name, prefers=("y",)) for name in "def"]
    one = circle(*left, *right, facilitator("x"), facilitator("y"))
    assert groups(one) == [("x", "a", "b", "c"), ("y", "d", "e", "f")]


def test_a_group_below_its_least_size_is_given_up() -> None:
    """The one who wanted a circle of their own joins the others, and its leader stays free."""
    one = circle(
        mentee("a", prefers=("x",)),
        *(mentee(name, prefers=("y",)) for name in "bcd"),
        facilitator("x"),
        facilitator("y"),
        least=4,
    )
    assert groups(one) == [("y", "a", "b", "c", "d")]
    left = matching.solve(one).unmatched
    assert [(each.person, each.constraint.code) for each in left] == [("x", ConstraintCode.GROUP_TOO_SMALL)]


def test_too_few_for_any_group_wait_together() -> None:
    """Nobody is put into a group that could not run."""
    one = circle(mentee("a"), facilitator("x"))
    assert groups(one) == []
    codes = {each.constraint.code for each in matching.solve(one).unmatched}
    assert codes == {ConstraintCode.GROUP_TOO_SMALL}


def test_two_who_must_not_meet_are_in_different_groups() -> None:
    """A declared wish to avoid somebody also keeps fellow members apart."""
    one = circle(
        mentee("a", avoids=("b",)), *(mentee(name) for name in "bcdef"), facilitator("x"), facilitator("y")
    )
    of_a = next(group for group in groups(one) if "a" in group)
    assert "b" not in of_a
    assert len(groups(one)) == 2


def test_who_clashes_with_every_group_learns_so() -> None:
    """With one circle and somebody in it whom they avoid, one stays out and is told it is a conflict."""
    one = circle(mentee("a", avoids=("b",)), *(mentee(name) for name in "bcd"), facilitator("x"))
    left = matching.solve(one).unmatched
    assert [each.constraint.code for each in left] == [ConstraintCode.GROUP_CONFLICT]


def test_who_leads_takes_one_group_of_the_largest_size() -> None:
    """Five places in a group are four for members; the fifth finds every place taken."""
    one = circle(*(mentee(name) for name in "abcde"), facilitator("x", capacity=3))
    assert [len(group) for group in groups(one)] == [5]
    left = matching.solve(one).unmatched
    assert [each.constraint.code for each in left] == [ConstraintCode.PARTNERS_TAKEN]


def test_a_pinned_member_stays_with_their_leader() -> None:
    """The coordinator's choice holds although the member asked for another circle."""
    pin = Pin(leader="y", member="a")
    members = [mentee(name, prefers=("x",)) for name in "abcdef"]
    one = circle(*members, facilitator("x"), facilitator("y"), pins=(pin,))
    group = next(each for each in matching.solve(one).proposals if "a" in each.people)
    assert (group.people[0], group.pinned) == ("y", True)


def test_a_pin_into_a_group_that_cannot_run_is_reported() -> None:
    """A pin does not keep a group alive that is too small, nor two together who must not meet."""
    alone = circle(mentee("a"), facilitator("x"), pins=(Pin(leader="x", member="a"),))
    clash = circle(
        mentee("a"),
        mentee("b", avoids=("a",)),
        mentee("c"),
        facilitator("x"),
        pins=(Pin(leader="x", member="a"), Pin(leader="x", member="b")),
    )
    unmet = [[each.pin.member for each in matching.solve(one).report.unmet_pins] for one in (alone, clash)]
    assert unmet == [["a"], ["b"]]
    assert groups(clash) == [("x", "a", "c")]
