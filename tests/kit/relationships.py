"""Examples of relationships: people, moments, and lives told by commands and the passing of time."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from domain.event import Event
from domain.policies import RelationshipPolicies
from domain.relationship import RELATIONSHIP, Command, State
from domain.relationship.agreement import AgreementParty, AgreementTemplate, Foundation
from domain.relationship.commands import (
    AcceptOffer,
    CheckFit,
    DraftAgreement,
    ProposeRelationship,
    ReportMeetingHeld,
    SignAgreement,
)
from domain.relationship.values import Fit
from domain.sealed import Sealed
from domain.vocabulary import Model, Role
from tests.kit.given_when_then import Given, given

START: Final = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
MENTOR: Final = "person-mentor"
MENTEE: Final = "person-mentee"
PEER: Final = "person-peer"
COORDINATOR: Final = "person-coordinator"
NEUTRAL: Final = "person-neutral"

PAIR: Final = (
    AgreementParty(person=MENTOR, role=Role.MENTOR),
    AgreementParty(person=MENTEE, role=Role.MENTEE),
)
PEERS: Final = (
    AgreementParty(person=MENTEE, role=Role.PEER),
    AgreementParty(person=PEER, role=Role.PEER),
)
CIRCLE: Final = (
    AgreementParty(person=MENTOR, role=Role.FACILITATOR),
    AgreementParty(person=MENTEE, role=Role.MENTEE),
    AgreementParty(person=PEER, role=Role.MENTEE),
)
TEMPLATE: Final = AgreementTemplate(
    shared_values=("openness", "respect"),
    key_goals=("grow into the job",),
    rules_of_engagement=("what is said here stays here",),
)
TERMS: Final = Foundation(
    shared_values=("openness",),
    key_goals=("grow into the job",),
    rules_of_engagement=("what is said here stays here",),
)


def day(number: float) -> datetime:
    """Return a moment so many days after the start."""
    return START + timedelta(days=number)


def sealed(person: str = MENTEE, field: str = "note") -> Sealed:
    """Return a sealed text as it looks from outside."""
    return Sealed(person=person, bound_to=f"command#{field}", box="c2VhbGVk")


def proposal(members: tuple[AgreementParty, ...] = PAIR, **fields: object) -> ProposeRelationship:
    """Return the proposal of a relationship, offered at once unless said otherwise."""
    values: dict[str, object] = {
        "relationship": "relationship-1",
        "programme": "programme-1",
        "cycle": "cycle-1",
        "track": "graduates",
        "model": Model.EXPERT_NOVICE,
        "programme_version": 1,
        "members": members,
        "template": TEMPLATE,
        "coordinator": COORDINATOR,
        "neutral_parties": (NEUTRAL,),
        "offer": True,
        **fields,
    }
    return ProposeRelationship.model_validate(values)


@dataclass
class Life:
    """One relationship as it happens; remembers every event."""

    state: State = field(default_factory=RELATIONSHIP.initial)
    events: list[Event] = field(default_factory=list)
    now: datetime = START

    def do(self, command: Command, at: datetime) -> "Life":
        """Carry out a command, after whatever fell due before it."""
        self.until(at)
        self.now = at
        return self._happen(RELATIONSHIP.decide(self.state, command, at))

    def until(self, at: datetime) -> "Life":
        """Let time pass, stopping at every deadline."""
        while (deadline := RELATIONSHIP.next_deadline(self.state)) is not None and deadline <= at:
            self._happen(RELATIONSHIP.on_deadline(self.state, deadline))
        return self

    def jump(self, at: datetime) -> "Life":
        """Let time pass in one go, as during an outage."""
        return self._happen(RELATIONSHIP.on_deadline(self.state, at))

    def _happen(self, events: list[Event]) -> "Life":
        """Take events in."""
        for event in events:
            self.state = RELATIONSHIP.evolve(self.state, event)
        self.events += events
        return self

    def of(self, kind: type[Event]) -> list[Event]:
        """Return the events of one type."""
        return [event for event in self.events if isinstance(event, kind)]


def offered(members: tuple[AgreementParty, ...] = PAIR, **fields: object) -> Life:
    """Return a relationship that was offered on day 0."""
    return Life().do(proposal(members, **fields), START)


def accepted(members: tuple[AgreementParty, ...] = PAIR, **fields: object) -> Life:
    """Return one that everybody accepted on day 1."""
    life = offered(members, **fields)
    for member in members:
        life.do(AcceptOffer(person=member.person), day(1))
    return life


def met(members: tuple[AgreementParty, ...] = PAIR, **fields: object) -> Life:
    """Return one that held its first meeting on day 5."""
    life = accepted(members, **fields)
    report = ReportMeetingHeld(meeting="first", by=members[0].person, starts_at=day(5), minutes=60)
    return life.do(report, day(5) + timedelta(hours=1))


def contracting(members: tuple[AgreementParty, ...] = PAIR, **fields: object) -> Life:
    """Return one whose members all found it a good fit on day 6."""
    life = met(members, **fields)
    for member in members:
        life.do(CheckFit(person=member.person, fit=Fit.GOOD_FIT), day(6))
    return life


def drafted(members: tuple[AgreementParty, ...] = PAIR, **fields: object) -> Life:
    """Return one whose agreement was drafted on day 8."""
    life = contracting(members, **fields)
    return life.do(DraftAgreement(by=members[0].person, terms=TERMS), day(8))


def active(members: tuple[AgreementParty, ...] = PAIR, **fields: object) -> Life:
    """Return one whose agreement everybody signed on day 10."""
    life = drafted(members, **fields)
    assert life.state.draft is not None
    for member in members:
        life.do(SignAgreement(person=member.person, sha256=life.state.draft.sha256), day(10))
    return life


def held(life: Life, *days: float) -> Life:
    """Let meetings be held and reported on these days."""
    for number in days:
        report = ReportMeetingHeld(meeting=f"day-{number}", by=MENTEE, starts_at=day(number), minutes=60)
        life.do(report, day(number) + timedelta(hours=1))
    return life


def policies(**values: timedelta | tuple[timedelta, ...]) -> RelationshipPolicies:
    """Return the default policies with some other values."""
    return RelationshipPolicies.model_validate(values)


def story(life: Life) -> Given[State, Command]:
    """Return a relationship's history, for what happens next to be told."""
    return given(RELATIONSHIP, *life.events)
