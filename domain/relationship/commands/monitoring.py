"""Answering check-ins and recording reviews."""

from typing import Literal

from domain.command import Command
from domain.relationship.reasons import ConcernRoute
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


class RaiseConcern(Command):
    """Turn to the neutral party in confidence when problems arise (seed 004).

    Attributes:
        person: The member who raises it.
        note: Their own words.
    """

    kind: Literal["raise_concern"] = "raise_concern"
    person: str
    note: Sealed | None = None


class AnswerConcern(Command):
    """Say as the neutral party how a concern goes on; ending is asked for separately.

    Attributes:
        by: Which neutral party.
        route: How it goes on.
        note: Their own words.
    """

    kind: Literal["answer_concern"] = "answer_concern"
    by: str
    route: ConcernRoute
    note: Sealed | None = None


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
