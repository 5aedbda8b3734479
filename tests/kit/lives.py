"""Whole lives on a running engine: told once, for the tests and for the histories that replays read."""

from datetime import datetime, timedelta

from domain.aggregate import fold
from domain.envelope import ENGINE, Metadata
from domain.relationship import RELATIONSHIP, Command
from domain.relationship import events as e
from domain.relationship.commands import (
    AcceptOffer,
    AnswerPulse,
    CheckFit,
    DraftAgreement,
    RecordNeutralContact,
    RecordReview,
    ReportMeetingHeld,
    ScheduleMeeting,
    SignAgreement,
)
from domain.relationship.values import Fit
from domain.vocabulary import Health
from eventstore.codec import encode
from tests.kit.relationships import MENTEE, MENTOR, NEUTRAL, TERMS, proposal
from tests.kit.temporal import Engine


def meeting(number: int, at: datetime) -> ReportMeetingHeld:
    """Return the report that a meeting, which nobody had booked, was held."""
    return ReportMeetingHeld(meeting=f"meeting-{number}", by=MENTEE, starts_at=at, minutes=60)


class Days:
    """Days of one relationship: what is asked for on each, after everything that fell due before."""

    def __init__(self, engine: Engine, stream: str, begun: datetime) -> None:
        self._engine, self._stream, self._begun = engine, stream, begun

    def day(self, number: float) -> datetime:
        """Return a moment so many days after the offer."""
        return self._begun + timedelta(days=number)

    async def on(self, number: float, *commands: Command) -> None:
        """Let time pass until a day, then ask."""
        await self._engine.until(self.day(number))
        for command in commands:
            await self._engine.ask(self._stream, command)


async def nine_months(engine: Engine, stream: str) -> None:
    """Carry a relationship from its offer to its close, with nobody answering the exit survey."""
    days = Days(engine, stream, await engine.now())
    day = days.day
    await days.on(0, proposal(relationship=stream))
    await days.on(4.1, AcceptOffer(person=MENTOR), AcceptOffer(person=MENTEE))
    await days.on(5, ScheduleMeeting(meeting="meeting-0", by=MENTEE, starts_at=day(8)))
    await days.on(8.3, ReportMeetingHeld(meeting="meeting-0", by=MENTEE))
    await days.on(9, RecordNeutralContact(by=NEUTRAL), CheckFit(person=MENTOR, fit=Fit.GOOD_FIT))
    await days.on(10, CheckFit(person=MENTEE, fit=Fit.GOOD_FIT), DraftAgreement(by=MENTOR, terms=TERMS))
    document = engine.of(stream, e.AgreementDrafted)[0].sha256
    await days.on(11, SignAgreement(person=MENTOR, sha256=document))
    await days.on(17.2, SignAgreement(person=MENTEE, sha256=document))
    await days.on(45, meeting(1, day(44.5)))
    await days.on(48, AnswerPulse(person=MENTEE, score=4))
    for number, on in enumerate((73, 101), start=2):
        await days.on(on, meeting(number, day(on - 0.5)))
    await days.on(110, RecordReview(by=NEUTRAL, health=Health.ON_TRACK))
    for number, on in enumerate((129, 157, 185, 213, 240), start=4):
        await days.on(on, meeting(number, day(on - 0.5)))
    await days.on(290)
    await engine.over(stream)


async def conflict(engine: Engine, stream: str) -> None:
    """Let both members accept an offer, one of them unknown to the workflow until it wants to append."""
    await engine.ask(stream, proposal(relationship=stream))
    happened_elsewhere(engine, stream, AcceptOffer(person=MENTOR), "elsewhere")
    await engine.ask(stream, AcceptOffer(person=MENTEE))
    await engine.quiet(stream)


def happened_elsewhere(
    engine: Engine, stream: str, command: Command, command_id: str, run: str | None = None
) -> None:
    """Put into the log what a command causes, past the workflow, as if one of its runs had done it."""
    now = engine.of(stream, e.RelationshipOffered)[0].at + timedelta(minutes=1)
    state = fold(RELATIONSHIP, engine.events(stream))
    metadata = Metadata(actor=ENGINE, correlation_id=stream, causation_id=command_id, run_id=run)
    events = [
        encode(event, stream=stream, cause=command_id, index=index, metadata=metadata, occurred_at=now)
        for index, event in enumerate(RELATIONSHIP.decide(state, command, now))
    ]
    engine.store.append(stream, events, expected=len(engine.events(stream)))
