"""Finding out whether it fits, agreeing, and setting goals."""

from collections.abc import Iterator
from functools import partial

from domain.command import Command
from domain.relationship.agreement import Foundation
from domain.relationship.commands import CheckFit, DraftAgreement, RecordLayer, SetGoal, SignAgreement
from domain.relationship.events import (
    AgreementDrafted,
    FitChecked,
    FitConfirmed,
    MeetingHeld,
    RelationshipActivated,
)
from domain.relationship.layers import EntryKind, LayerEntry, LayerWork
from domain.relationship.state import Status
from domain.relationship.values import Fit
from rehearsal.fates import Fate
from rehearsal.scene import Intention, Pen, Scene, days, just
from rehearsal.texts import FIT, GOALS, MEANINGS


def check_fit(scene: Scene, event: MeetingHeld) -> Iterator[Intention]:
    """Say after a meeting how it fits; who was still deciding says it again after the next one."""
    if scene.state.status is not Status.CHEMISTRY:
        return
    meeting = scene.state.held
    for person in scene.state.present:
        if scene.state.fits.get(person) is not Fit.GOOD_FIT:
            at = event.at + days(scene.chance("fit", person, meeting).uniform(0.5, 3))
            yield scene.member(person, at, f"fit/{meeting}", partial(_fit, scene, person, meeting))


def make_up_mind(scene: Scene, event: FitChecked) -> Iterator[Intention]:
    """Say it again after a fortnight, for who was still deciding, whether they met meanwhile or not."""
    if event.fit is Fit.DECIDING:
        at = event.at + days(scene.chance("mind", event.person).uniform(12, 18))
        yield scene.member(event.person, at, "mind", partial(_decided, scene, event.person))


def draft(scene: Scene, event: FitConfirmed) -> Iterator[Intention]:
    """Draft the agreement soon after."""
    at = event.at + days(scene.chance("draft").uniform(1, 4))
    yield scene.member(scene.leader, at, "draft", partial(_draft, scene))


def sign(scene: Scene, event: AgreementDrafted) -> Iterator[Intention]:
    """Sign; some need a reminder, and a few never do."""
    version = event.document.version
    for person in scene.state.present:
        if scene.fate is Fate.NEVER_SIGNS and person == scene.follower:
            continue
        chance = scene.chance("sign", person, version)
        slow = chance.random() < 0.15
        at = event.at + days(chance.uniform(6, 9) if slow else chance.uniform(0.5, 4))
        yield scene.member(
            person,
            at,
            f"sign/{version}",
            just(SignAgreement(person=person, sha256=event.sha256)),
        )


def set_goals(scene: Scene, event: RelationshipActivated) -> Iterator[Intention]:
    """Set one or two goals and work out what they mean."""
    chance = scene.chance("goals")
    by = scene.follower
    for number in range(1, chance.randint(1, 2) + 1):
        at = event.at + days(chance.uniform(2, 9))
        yield scene.member(by, at, f"goal/{number}", partial(_goal, scene, number))
    if chance.random() < 0.5:
        yield scene.member(by, event.at + days(chance.uniform(10, 25)), "meaning", partial(_meaning, scene))


def _fit(scene: Scene, person: str, meeting: int, pen: Pen) -> Command:
    chance = scene.chance("fit", person, meeting)
    fit = Fit.GOOD_FIT
    if scene.fate is Fate.IS_NO_FIT and person == scene.follower:
        fit = Fit.NOT_A_FIT
    elif meeting == 1 and chance.random() < 0.08:
        fit = Fit.DECIDING
    note = pen.write(FIT[list(Fit).index(fit)], "note") if chance.random() < 0.3 else None
    return CheckFit(person=person, fit=fit, note=note)


def _decided(scene: Scene, person: str, _: Pen) -> Command | None:
    if scene.state.status is not Status.CHEMISTRY or scene.state.fits.get(person) is Fit.GOOD_FIT:
        return None
    return CheckFit(person=person, fit=Fit.GOOD_FIT)


def _draft(scene: Scene, pen: Pen) -> Command:
    template, policies = scene.state.template, scene.state.policies
    goal = pen.write(scene.chance("own goal").choice(GOALS), "terms.own_goals")
    return DraftAgreement(
        by=scene.leader,
        terms=Foundation(
            shared_values=template.shared_values,
            key_goals=template.key_goals,
            own_goals=(goal,),
            rules_of_engagement=template.rules_of_engagement,
            meeting_every=policies.meeting_every,
            meeting_minutes=policies.meeting_minutes,
        ),
    )


def _goal(scene: Scene, number: int, pen: Pen) -> Command:
    text = scene.chance("goal", number).choice(GOALS)
    return SetGoal(goal=f"goal-{number}", by=scene.follower, text=pen.write(text, "text"))


def _meaning(scene: Scene, pen: Pen) -> Command:
    text = pen.write(scene.chance("meaning").choice(MEANINGS), "work.entries")
    entry = LayerEntry(kind=EntryKind.MEANING_PERSON, text=text)
    return RecordLayer(by=scene.follower, work=LayerWork(layer=3, entries=(entry,)))
