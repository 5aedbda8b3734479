"""Turns on the way, leaving, and looking back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from domain.command import Command
from domain.person.commands import RecordLeaving
from domain.relationship.commands import (
    AcceptExtension,
    AchieveGoal,
    AnswerExitSurvey,
    PauseRelationship,
    RecordMemberLeft,
    RequestClosure,
    RequestExtension,
)
from domain.relationship.events import (
    ClosingStarted,
    ExtensionRequested,
    NoFaultConclusionOffered,
    RelationshipAccepted,
    RelationshipActivated,
    WindUpStarted,
)
from domain.relationship.reasons import ClosureReason, PauseReason
from domain.relationship.state import RUNNING
from domain.relationship.values import GoalStatus
from rehearsal.fates import Fate
from rehearsal.scene import Intention, Pen, Scene, days, just
from rehearsal.texts import EXITS, LESSONS

HR = "human-resources"
"""Who feeds in that somebody left."""


def turn(scene: Scene, event: RelationshipActivated) -> Iterator[Intention]:
    """Pause, finish early or run out of time, if that is the fate, long before the wind-up."""
    chance = scene.chance("turn")
    running = scene.state.end - scene.state.policies.wind_up_before_end - event.at
    match scene.fate:
        case Fate.PAUSES:
            at = event.at + running * chance.uniform(0.3, 0.5)
            pause = timedelta(days=chance.randint(14, 28))
            yield scene.member(scene.follower, at, "pause", partial(_pause, scene, at + pause))
        case Fate.FINISHES_EARLY:
            at = event.at + running * chance.uniform(0.5, 0.75)
            yield scene.member(scene.follower, at, "finish", just(_finish(scene)))
        case Fate.RUNS_OUT_OF_TIME:
            at = event.at + running * chance.uniform(0.3, 0.7)
            closure = RequestClosure(by=scene.leader, reason=ClosureReason.NO_TIME)
            yield scene.member(scene.leader, at, "no time", just(closure))


def conclude_without_fault(scene: Scene, event: NoFaultConclusionOffered) -> Iterator[Intention]:
    """Take the offer to end without blame."""
    closure = RequestClosure(by=scene.leader, reason=ClosureReason.NO_FAULT)
    at = event.at + days(scene.chance("conclude").uniform(1, 4))
    yield scene.member(scene.leader, at, "conclude", just(closure))


def leave_the_organisation(scene: Scene, event: RelationshipAccepted) -> Iterator[Intention]:
    """Have the HR system tell of those who leave: once for the person, once for each relationship."""
    for person in scene.state.present:
        after = scene.dice.leaves_after_days(person)
        if after is None:
            continue
        at = event.at + days(after)
        yield Intention(at, person, HR, "service", "leaving", just(RecordLeaving(last_day=at.date())))
        yield Intention(
            at,
            scene.stream,
            HR,
            "service",
            f"left/{person}",
            just(RecordMemberLeft(person=person)),
        )


def look_back(scene: Scene, event: WindUpStarted) -> Iterator[Intention]:
    """See which goals were reached, and perhaps wish to go on."""
    chance = scene.chance("goals reached")
    for goal, status in sorted(scene.state.goals.items()):
        if status is GoalStatus.OPEN and chance.random() < 0.7:
            at = event.at + days(chance.uniform(3, 30))
            yield scene.member(scene.follower, at, f"reach/{goal}", partial(_reach, scene, goal))
    if scene.fate is Fate.IS_EXTENDED:
        at = event.at + days(chance.uniform(2, 10))
        yield scene.member(scene.follower, at, "extend", partial(_extend, scene))


def agree_to_extension(scene: Scene, event: ExtensionRequested) -> Iterator[Intention]:
    """Agree to go on, as everybody but the one who asked."""
    for person in scene.state.present:
        if person != event.by:
            at = event.at + days(scene.chance("extension", person).uniform(0.5, 4))
            yield scene.member(person, at, "agree to extension", just(AcceptExtension(person=person)))


def answer_survey(scene: Scene, event: ClosingStarted) -> Iterator[Intention]:
    """Look back, mostly; nobody has to."""
    for person in scene.state.present:
        chance = scene.chance("survey", person)
        if chance.random() < 0.75:
            at = event.at + days(chance.uniform(0.5, 9))
            yield scene.member(person, at, "survey", partial(_survey, scene, person))


def _pause(scene: Scene, resume_on: datetime, _: Pen) -> Command | None:
    if scene.state.status not in RUNNING:
        return None
    return PauseRelationship(by=scene.follower, reason=PauseReason.WORKLOAD, resume_on=resume_on)


def _finish(scene: Scene) -> Command:
    return RequestClosure(by=scene.follower, reason=ClosureReason.GOALS_ACHIEVED)


def _extend(scene: Scene, _: Pen) -> Command | None:
    if scene.state.status not in RUNNING:
        return None
    return RequestExtension(person=scene.follower, until=scene.state.end + timedelta(days=7))


def _reach(scene: Scene, goal: str, _: Pen) -> Command | None:
    return AchieveGoal(goal=goal, by=scene.follower) if scene.state.status in RUNNING else None


def _survey(scene: Scene, person: str, pen: Pen) -> Command:
    chance = scene.chance("survey text", person)
    scores = (2, 3, 3, 4) if scene.fate in (Fate.LOSES_TOUCH, Fate.RUNS_OUT_OF_TIME) else (3, 4, 4, 5, 5, 5)
    achieved = sum(status is GoalStatus.ACHIEVED for status in scene.state.goals.values())
    lesson = pen.write(chance.choice(LESSONS), "lesson") if chance.random() < 0.35 else None
    return AnswerExitSurvey(
        person=person,
        score=chance.choice(scores),
        goals_achieved=achieved,
        goals_set=len(scene.state.goals),
        text=pen.write(chance.choice(EXITS), "text"),
        lesson=lesson,
    )
