"""One relationship from the proposal to the end, and what each end is counted as."""

from collections.abc import Callable

import pytest

from domain.relationship import RELATIONSHIP, Status
from domain.relationship.agreement import AgreementParty
from domain.relationship.commands import AnswerExitSurvey
from domain.relationship.reasons import ClosureReason
from domain.vocabulary import Health, Outcome
from tests.kit.relationships import (
    CIRCLE,
    MENTEE,
    MENTOR,
    PAIR,
    PEERS,
    Life,
    accepted,
    active,
    contracting,
    day,
    drafted,
    held,
    met,
    offered,
)


@pytest.mark.parametrize("members", [PAIR, PEERS, CIRCLE])
def test_a_lived_relationship_completes(members: tuple[AgreementParty, ...]) -> None:
    """A pair, two peers and a circle alike run to their planned end and complete."""
    life = held(active(members), 30, 58, 86, 114, 142, 170, 198, 226, 254)
    assert life.state.health is Health.ON_TRACK
    life.until(day(400))
    assert life.state.status is Status.CLOSED
    assert life.state.ending is not None
    assert life.state.ending.outcome is Outcome.COMPLETED


def test_everybody_looking_back_closes_at_once() -> None:
    """When every member answered the exit survey, nothing is waited for any more."""
    life = held(active(), 30).until(day(272))
    assert life.state.status is Status.CLOSING
    life.do(AnswerExitSurvey(person=MENTOR, score=5), day(273))
    assert life.state.status is Status.CLOSING
    life.do(AnswerExitSurvey(person=MENTEE, score=4), day(273))
    assert RELATIONSHIP.is_over(life.state)


@pytest.mark.parametrize(
    ("begin", "reason", "outcome"),
    [
        (lambda: offered(offer=False), ClosureReason.NEVER_OFFERED, Outcome.EXPIRED),
        (offered, ClosureReason.NOT_ANSWERED, Outcome.EXPIRED),
        (accepted, ClosureReason.NEVER_MET, Outcome.LAPSED),
        (met, ClosureReason.FIT_NOT_CONFIRMED, Outcome.LAPSED),
        (contracting, ClosureReason.NEVER_SIGNED, Outcome.LAPSED),
        (drafted, ClosureReason.NEVER_SIGNED, Outcome.LAPSED),
        (active, ClosureReason.NOT_LIVED, Outcome.LAPSED),
    ],
)
def test_silence_ends_every_status(
    begin: Callable[[], Life], reason: ClosureReason, outcome: Outcome
) -> None:
    """Wherever a relationship falls silent, time ends it and says why."""
    life = begin().until(day(1000))
    assert life.state.status is Status.CLOSED
    assert life.state.ending is not None
    assert (life.state.ending.reason, life.state.ending.outcome) == (reason, outcome)
