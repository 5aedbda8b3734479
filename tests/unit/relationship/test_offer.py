"""Proposing, offering, accepting, declining, withdrawing."""

from datetime import timedelta

import pytest

from domain.relationship import RELATIONSHIP, Status
from domain.relationship.agreement import AgreementParty
from domain.relationship.commands import (
    AcceptOffer,
    DeclineOffer,
    OfferRelationship,
    ReportMeetingHeld,
    WithdrawRelationship,
)
from domain.relationship.events import (
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    RelationshipAccepted,
    RelationshipClosed,
    RelationshipOffered,
    RelationshipProposed,
    RelationshipWithdrawn,
)
from domain.relationship.reasons import ClosureReason, DeclineReason, WithdrawalReason
from domain.relationship.refusals import (
    AlreadyAccepted,
    AlreadyProposed,
    EndsTooSoon,
    NobodyNeutral,
    NotAMember,
    NotAParty,
    NotPossibleNow,
    TooFewMembers,
)
from domain.relationship.values import Conversation
from domain.vocabulary import Outcome
from tests.kit.given_when_then import given
from tests.kit.relationships import (
    CIRCLE,
    COORDINATOR,
    MENTEE,
    MENTOR,
    NEUTRAL,
    PAIR,
    PEER,
    START,
    accepted,
    day,
    met,
    offered,
    policies,
    proposal,
    sealed,
    story,
)


def test_a_proposal_pins_what_governs_it() -> None:
    """A proposal carries members, policies, template and the people in charge, and waits to be offered."""
    command = proposal(offer=False, score=8750, match_run="match_run-1")
    (proposed,) = RELATIONSHIP.decide(RELATIONSHIP.initial(), command, START)
    assert isinstance(proposed, RelationshipProposed)
    assert (proposed.policies, proposed.template) == (command.policies, command.template)
    assert (proposed.score, proposed.match_run, proposed.members) == (8750, "match_run-1", PAIR)
    assert RELATIONSHIP.evolve(RELATIONSHIP.initial(), proposed).status is Status.PROPOSED


def test_a_proposal_can_be_offered_in_the_same_step() -> None:
    """The cycle proposes and offers at once."""
    given(RELATIONSHIP).when(proposal(), at=START).then_types(RelationshipProposed, RelationshipOffered)


def test_a_proposal_is_made_once() -> None:
    """A relationship that exists cannot be proposed again."""
    story(offered()).when(proposal(), at=day(1)).then_refused(AlreadyProposed)


@pytest.mark.parametrize("members", [PAIR[:1], (PAIR[0], PAIR[0]), ()])
def test_a_relationship_needs_two_people(members: tuple[AgreementParty, ...]) -> None:
    """One person, or the same one twice, is no relationship."""
    command = proposal(members)
    given(RELATIONSHIP).when(command, at=START).then_refused(TooFewMembers)


def test_the_latest_end_lies_ahead() -> None:
    """A cycle that is over takes no new relationships."""
    given(RELATIONSHIP).when(proposal(ends_by=START), at=START).then_refused(EndsTooSoon)


def test_a_member_is_not_neutral() -> None:
    """Whoever is a member does not review the relationship; if nobody else does, it is not proposed."""
    both = given(RELATIONSHIP).when(proposal(neutral_parties=(MENTOR, NEUTRAL)), at=START).after()
    assert both.state.neutral_parties == (NEUTRAL,)
    given(RELATIONSHIP).when(proposal(neutral_parties=(MENTOR,)), at=START).then_refused(NobodyNeutral)


def test_a_proposal_is_offered_later() -> None:
    """The coordinator offers a proposal when it was reviewed, once."""
    later = (
        story(offered(offer=False)).when(OfferRelationship(), at=day(2)).then(RelationshipOffered(at=day(2)))
    )
    later.when(OfferRelationship(), at=day(3)).then_refused(NotPossibleNow, status="offered")


def test_the_last_acceptance_accepts_the_relationship() -> None:
    """It is accepted when every member has accepted, and planned to end after its length."""
    conversation = Conversation(hopes_and_concerns=sealed(MENTOR))
    half = (
        story(offered())
        .when(AcceptOffer(person=MENTOR, conversation=conversation), at=day(1))
        .then(OfferAccepted(at=day(1), person=MENTOR, conversation=conversation))
    )
    half.when(AcceptOffer(person=MENTEE), at=day(2)).then(
        OfferAccepted(at=day(2), person=MENTEE),
        RelationshipAccepted(at=day(2), planned_end=day(2) + timedelta(days=270)),
    )


def test_the_cycles_end_limits_the_planned_end() -> None:
    """A relationship does not outlive its cycle by plan."""
    assert accepted(ends_by=day(100)).state.planned_end == day(100)
    assert accepted(ends_by=day(1000)).state.planned_end == day(271)


def test_policies_of_a_relationship_stay_within_ten_years() -> None:
    """A longer one, alone or in a ladder, would lead beyond the calendar and is refused."""
    with pytest.raises(ValueError, match="offer_expires_after is longer than ten years"):
        proposal(policies={"offer_expires_after": "P3000000D"})
    with pytest.raises(ValueError, match="reviews_after is longer than ten years"):
        proposal(policies={"reviews_after": ["P1D", "P3661D"]})
    assert proposal(policies={"length": "P3660D"})


def test_an_answer_counts_once() -> None:
    """Who accepted can neither accept again nor decline; there is withdrawing for that."""
    half = story(offered()).when(AcceptOffer(person=MENTOR), at=day(1)).after()
    half.when(AcceptOffer(person=MENTOR), at=day(2)).then_refused(AlreadyAccepted)
    declining = DeclineOffer(person=MENTOR, reason=DeclineReason.NO_TIME)
    half.when(declining, at=day(2)).then_refused(AlreadyAccepted)
    withdrawing = WithdrawRelationship(by=MENTOR, reason=WithdrawalReason.OTHER)
    half.when(withdrawing, at=day(2)).then_types(RelationshipWithdrawn, RelationshipClosed)


def test_strangers_do_not_answer() -> None:
    """Only the members of an offer answer it."""
    story(offered()).when(AcceptOffer(person=PEER), at=day(1)).then_refused(NotAMember, person=PEER)
    declining = DeclineOffer(person=PEER, reason=DeclineReason.OTHER)
    story(offered()).when(declining, at=day(1)).then_refused(NotAMember)


def test_nothing_is_answered_before_the_offer() -> None:
    """A proposal that was not offered takes no answers."""
    draft = story(offered(offer=False))
    draft.when(AcceptOffer(person=MENTOR), at=day(1)).then_refused(NotPossibleNow, possible="offered")
    declining = DeclineOffer(person=MENTOR, reason=DeclineReason.OTHER)
    draft.when(declining, at=day(1)).then_refused(NotPossibleNow)


def test_a_declined_pair_is_closed_as_declined() -> None:
    """When one of two declines there is no relationship; the class of the reason is kept."""
    note = sealed(MENTOR)
    command = DeclineOffer(person=MENTOR, reason=DeclineReason.NOT_MY_EXPERTISE, note=note)
    story(offered()).when(command, at=day(1)).then(
        OfferDeclined(at=day(1), person=MENTOR, reason=DeclineReason.NOT_MY_EXPERTISE, note=note),
        RelationshipClosed(at=day(1), outcome=Outcome.DECLINED, reason=ClosureReason.DECLINED),
    )


def test_silence_expires_an_offer() -> None:
    """An offer that a member of a pair never answered ends as expired."""
    half = story(offered()).when(AcceptOffer(person=MENTOR), at=day(1)).after()
    half.when_time_comes(day(14)).then(
        OfferExpired(at=day(14), silent=(MENTEE,)),
        RelationshipClosed(at=day(14), outcome=Outcome.EXPIRED, reason=ClosureReason.NOT_ANSWERED),
    )


def test_a_group_starts_without_those_who_declined_or_stayed_silent() -> None:
    """A circle with a facilitator and one other begins, though the rest declined or never answered."""
    declining = DeclineOffer(person=PEER, reason=DeclineReason.NO_TIME)
    circle = story(offered(CIRCLE)).when(declining, at=day(1)).then_types(OfferDeclined)
    circle = circle.when(AcceptOffer(person=MENTOR), at=day(1)).then_types(OfferAccepted)
    circle.when(AcceptOffer(person=MENTEE), at=day(2)).then_types(OfferAccepted, RelationshipAccepted)

    silent = story(offered(CIRCLE)).when(AcceptOffer(person=MENTOR), at=day(1)).after()
    silent = silent.when(AcceptOffer(person=MENTEE), at=day(2)).then_types(OfferAccepted)
    begun = silent.when_time_comes(day(14)).then_types(OfferExpired, RelationshipAccepted)
    assert begun.state.present == (MENTOR, MENTEE)


def test_a_circle_needs_its_facilitator() -> None:
    """Roles that the relationship was proposed with must stay filled."""
    declining = DeclineOffer(person=MENTOR, reason=DeclineReason.NO_TIME)
    circle = story(offered(CIRCLE)).when(declining, at=day(1))
    circle.then_types(OfferDeclined, RelationshipClosed)


def test_the_coordinator_withdraws_the_whole() -> None:
    """A proposal, an offer and an acceptance can be taken back before the first meeting."""
    command = WithdrawRelationship(by=COORDINATOR, reason=WithdrawalReason.CYCLE_CANCELLED)
    for life in (offered(offer=False), offered(CIRCLE), accepted()):
        story(life).when(command, at=day(2)).then(
            RelationshipWithdrawn(at=day(2), by=COORDINATOR, reason=WithdrawalReason.CYCLE_CANCELLED),
            RelationshipClosed(at=day(2), outcome=Outcome.WITHDRAWN, reason=ClosureReason.WITHDRAWN),
        )


def test_a_member_withdraws_from_a_pair_or_leaves_a_group() -> None:
    """One of two ends it, one of many goes."""
    command = WithdrawRelationship(by=MENTEE, reason=WithdrawalReason.NO_LONGER_AVAILABLE)
    story(accepted()).when(command, at=day(2)).then_types(RelationshipWithdrawn, RelationshipClosed)
    circle = story(accepted(CIRCLE)).when(command, at=day(2)).then_types(RelationshipWithdrawn)
    assert circle.state.present == (MENTOR, PEER)


def test_nothing_is_withdrawn_by_strangers_or_after_meeting() -> None:
    """After the first meeting closure is requested instead."""
    command = WithdrawRelationship(by="person-x", reason=WithdrawalReason.OTHER)
    story(offered()).when(command, at=day(2)).then_refused(NotAParty)
    command = WithdrawRelationship(by=COORDINATOR, reason=WithdrawalReason.OTHER)
    story(met()).when(command, at=day(6)).then_refused(NotPossibleNow)


def test_nothing_is_possible_before_the_proposal() -> None:
    """A relationship that was never proposed refuses everything else."""
    report = ReportMeetingHeld(meeting="m", by=MENTOR, starts_at=START)
    given(RELATIONSHIP).when(report, at=day(1)).then_refused(NotPossibleNow, status="new")


def test_policies_are_those_of_the_proposal() -> None:
    """Another programme lets offers expire sooner."""
    life = offered(policies=policies(offer_expires_after=timedelta(days=3), offer_reminders=())).until(day(3))
    assert life.state.status is Status.CLOSED
