"""Answering check-ins and recording reviews."""

from typing import Literal

from domain.command import Command
from domain.relationship.values import Score
from domain.sealed import Sealed
from domain.vocabulary import Health


class AnswerPulse(Command):
    """Say as a member how it goes.

    Attributes:
        person: Who answers.
        score: From 1 (badly) to 5 (very well).
        comment: Their own words.
    """

    kind: Literal["answer_pulse"] = "answer_pulse"
    person: str
    score: Score
    comment: Sealed | None = None


class RecordReview(Command):
    """Record a review by the neutral party, whether one was due or not.

    Attributes:
        by: Which neutral party.
        health: Their judgement.
        notes: Their own words.
        actions: What was decided to be done.
        lesson: What the organisation can learn from it.
    """

    kind: Literal["record_review"] = "record_review"
    by: str
    health: Health
    notes: Sealed | None = None
    actions: tuple[Sealed, ...] = ()
    lesson: Sealed | None = None
