"""Answering an offer."""

from collections.abc import Iterator
from functools import partial

from domain.command import Command
from domain.relationship.commands import AcceptOffer, DeclineOffer
from domain.relationship.events import RelationshipOffered
from domain.relationship.reasons import DeclineReason
from domain.relationship.values import Conversation
from rehearsal.fates import Fate
from rehearsal.scene import Intention, Pen, Scene, days
from rehearsal.texts import DECLINES, HOPES


def answer(scene: Scene, event: RelationshipOffered) -> Iterator[Intention]:
    """Accept within some days, decline, or never answer."""
    for person in scene.state.present:
        chance = scene.chance("answer", person)
        at = event.at + days(chance.uniform(0.5, 4))
        if scene.fate is Fate.IS_DECLINED and person == scene.leader:
            yield scene.member(person, at, "decline", partial(_decline, scene, person))
        elif scene.fate is not Fate.STAYS_UNANSWERED or person != scene.follower:
            yield scene.member(person, at, "accept", partial(_accept, scene, person))


def _accept(scene: Scene, person: str, pen: Pen) -> Command:
    chance = scene.chance("conversation", person)
    if chance.random() < 0.5:
        return AcceptOffer(person=person)
    hopes = pen.write(chance.choice(HOPES), "conversation.hopes_and_concerns")
    return AcceptOffer(person=person, conversation=Conversation(hopes_and_concerns=hopes))


def _decline(scene: Scene, person: str, pen: Pen) -> Command:
    chance = scene.chance("decline", person)
    reason = chance.choice((DeclineReason.NO_TIME, DeclineReason.TOO_CLOSE, DeclineReason.NOT_MY_EXPERTISE))
    return DeclineOffer(person=person, reason=reason, note=pen.write(chance.choice(DECLINES), "note"))
