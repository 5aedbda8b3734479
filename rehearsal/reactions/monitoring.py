"""Answering check-ins and holding reviews."""

from collections.abc import Iterator
from functools import partial

from domain.command import Command
from domain.relationship.commands import AnswerPulse, RecordReview
from domain.relationship.events import PulseOpened, ReviewFellDue
from domain.vocabulary import Health
from rehearsal.fates import Fate
from rehearsal.scene import Intention, Pen, Scene, days
from rehearsal.texts import ACTIONS, COMMENTS, LESSONS, REVIEWS

WORRYING = (Fate.LOSES_TOUCH, Fate.RUNS_OUT_OF_TIME)


def answer_pulse(scene: Scene, event: PulseOpened) -> Iterator[Intention]:
    """Answer within a week, mostly."""
    for person in scene.state.present:
        chance = scene.chance("pulse", event.number, person)
        if chance.random() < 0.85:
            at = event.at + days(chance.uniform(0.5, 6))
            yield scene.member(
                person,
                at,
                f"pulse/{event.number}",
                partial(_pulse, scene, person, event.number),
            )


def review(scene: Scene, event: ReviewFellDue) -> Iterator[Intention]:
    """Have the neutral party talk with the members."""
    at = event.at + days(scene.chance("review", event.number).uniform(1, 9))
    yield scene.neutral(at, f"review/{event.number}", partial(_review, scene, event.number))


def _pulse(scene: Scene, person: str, number: int, pen: Pen) -> Command:
    chance = scene.chance("score", number, person)
    scores = (2, 3, 3, 4) if scene.fate in WORRYING else (3, 4, 4, 4, 5, 5)
    comment = pen.write(chance.choice(COMMENTS), "comment") if chance.random() < 0.3 else None
    return AnswerPulse(person=person, score=chance.choice(scores), comment=comment)


def _review(scene: Scene, number: int, pen: Pen) -> Command:
    chance = scene.chance("review text", number)
    worrying = scene.fate in WORRYING
    lesson = pen.write(chance.choice(LESSONS), "lesson") if chance.random() < 0.25 else None
    return RecordReview(
        by=scene.neutral_party,
        health=Health.WATCH if worrying else Health.ON_TRACK,
        notes=pen.write(REVIEWS[-1] if worrying else chance.choice(REVIEWS[:2]), "notes"),
        actions=(pen.write(ACTIONS[0], "actions"),) if worrying else (),
        lesson=lesson,
    )
