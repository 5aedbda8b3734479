"""Decisions on the way to the launch: recruiting, selecting, training, matching, publishing."""

from collections.abc import Sequence
from datetime import datetime

from domain.cycle import commands as c
from domain.cycle import errors
from domain.cycle import events as e
from domain.cycle.facts import CycleFacts, MatchRunFacts
from domain.cycle.phase import Phase
from domain.cycle.requirements import overridden, require_facts, require_phase
from domain.cycle.state import CycleState
from domain.cycle.values import Guard, PublishedRun
from domain.errors import Refused
from domain.event import Event
from domain.vocabulary import LEADING


def open_recruitment(state: CycleState, command: c.OpenRecruitment, now: datetime) -> list[Event]:
    """Take applications."""
    require_phase(state, "open recruitment", Phase.APPROVED)
    return [e.RecruitmentOpened(by=command.by, at=now)]


def open_selection(state: CycleState, command: c.OpenSelection, now: datetime) -> list[Event]:
    """Decide applications, once there are enough places for the mentees of each track."""
    require_phase(state, "open selection", Phase.RECRUITING)
    facts = require_facts(command)
    applications = sum(track.applications for track in facts.tracks)
    if not applications:
        raise errors.NobodyApplied
    overrides = overridden(command.overrides, Guard.MENTOR_CAPACITY, _too_few_mentors(state, facts))
    return [
        e.SelectionOpened(
            by=command.by,
            applications=applications,
            mentor_places=sum(track.mentor_places for track in facts.tracks),
            mentees=sum(track.mentees for track in facts.tracks),
            overrides=overrides,
            at=now,
        )
    ]


def _too_few_mentors(state: CycleState, facts: CycleFacts) -> Refused | None:
    led = {track.id for track in state.tracks if LEADING.intersection(track.design.roles)}
    for track in facts.tracks:
        if track.track in led and track.mentor_places < track.mentees:
            return errors.TooFewMentors(track=track.track, places=track.mentor_places, mentees=track.mentees)
    return None


def open_training(state: CycleState, command: c.OpenTraining, now: datetime) -> list[Event]:
    """Train those selected, once every application is decided."""
    require_phase(state, "open training", Phase.SELECTING)
    facts = require_facts(command)
    if facts.undecided:
        raise errors.ApplicationsUndecided(count=facts.undecided)
    return [e.TrainingOpened(by=command.by, at=now)]


def freeze_pool(state: CycleState, command: c.FreezePool, now: datetime) -> list[Event]:
    """Begin matching, with everybody who is trained."""
    require_phase(state, "freeze the pool", Phase.TRAINING)
    facts = require_facts(command)
    if facts.untrained and not command.exclude_untrained:
        raise errors.TrainingMissing(count=len(facts.untrained), applications=_words(facts.untrained))
    ready = sum(track.ready for track in facts.tracks)
    if not ready:
        raise errors.PoolEmpty
    return [e.PoolFrozen(by=command.by, ready=ready, excluded=facts.untrained, at=now)]


def publish_matches(state: CycleState, command: c.PublishMatches, now: datetime) -> list[Event]:
    """Launch with match runs that a person approved, one for each track with people in it."""
    require_phase(state, "publish matches", Phase.MATCHING)
    facts = require_facts(command)
    runs = [_publishable(match_run, facts.match_runs) for match_run in dict.fromkeys(command.match_runs)]
    tracks = [run.track for run in runs]
    for track in facts.tracks:
        if tracks.count(track.track) > 1:
            raise errors.TrackMatchedTwice(track=track.track)
        if track.ready and track.track not in tracks:
            raise errors.TrackUnmatched(track=track.track, ready=track.ready)
    if not sum(run.relationships for run in runs):
        raise errors.NothingToPublish
    plan = state.plan.launched(now, state.policies)
    return [e.MatchesPublished(by=command.by, match_runs=tuple(runs), plan=plan, at=now)]


def _publishable(match_run: str, known: Sequence[MatchRunFacts]) -> PublishedRun:
    for run in known:
        if run.match_run != match_run:
            continue
        if run.approved_by is None:
            raise errors.MatchRunNotApproved(match_run=match_run)
        return PublishedRun(
            match_run=match_run,
            track=run.track,
            approved_by=run.approved_by,
            relationships=run.relationships,
            unmatched=run.unmatched,
        )
    raise errors.MatchRunUnknown(match_run=match_run, known=_words([run.match_run for run in known]))


def _words(items: Sequence[str]) -> str:
    return ", ".join(items) or "none"
