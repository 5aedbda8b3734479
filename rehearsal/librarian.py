"""What becomes of a captured lesson: consent, review, publication."""

from functools import partial

from domain.command import Command
from domain.envelope import RecordedEvent
from domain.lesson.commands import AcceptLesson, GiveConsent, PublishLesson, RejectLesson
from domain.lesson.values import RejectionReason, Theme
from domain.programme.catalogue import LessonChannel
from rehearsal.fates import Dice
from rehearsal.office import COORDINATOR, NEUTRAL_PARTY
from rehearsal.scene import Intention, Pen, days, just
from rehearsal.texts import LESSONS


def discuss(dice: Dice, captured: RecordedEvent) -> list[Intention]:
    """Return what author, neutral party and coordinator intend for a lesson."""
    stream, author, at = captured.stream, captured.data["by"], captured.occurred_at
    chance = dice.about(stream, "lesson")
    review = at + days(chance.uniform(1, 5))
    if chance.random() < 0.15:
        rejection = RejectLesson(by=NEUTRAL_PARTY, reason=RejectionReason.ABOUT_ONE_PERSON)
        return [Intention(review, stream, NEUTRAL_PARTY, "neutral_party", "reject", just(rejection))]
    themes = tuple(sorted(chance.sample(list(Theme), 2)))
    wording = chance.choice(LESSONS)
    intentions = [
        Intention(review, stream, NEUTRAL_PARTY, "neutral_party", "accept", partial(_accept, themes, wording))
    ]
    if chance.random() < 0.85:
        consent = GiveConsent(by=author)
        publication = PublishLesson(
            by=COORDINATOR, audience=("Coordinators of other programmes",), channels=(LessonChannel.WIKI,)
        )
        intentions += [
            Intention(at + days(0.5), stream, author, "participant", "consent", just(consent)),
            Intention(review + days(1.5), stream, COORDINATOR, "coordinator", "publish", just(publication)),
        ]
    return intentions


def _accept(themes: tuple[Theme, ...], wording: str, pen: Pen) -> Command:
    return AcceptLesson(by=NEUTRAL_PARTY, themes=themes, wording=pen.write(wording, "wording"))
