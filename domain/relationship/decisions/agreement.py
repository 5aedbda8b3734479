"""Deciding on fit and agreement."""

from datetime import datetime
from typing import Final

from domain.event import Event
from domain.relationship.agreement import AgreementDocument, AgreementParty, Foundation, hash_of
from domain.relationship.commands import CheckFit, DraftAgreement, RecordNeutralContact, SignAgreement
from domain.relationship.decisions.guards import Decide, require, require_members, require_party
from domain.relationship.ending import end
from domain.relationship.events import (
    AgreementDrafted,
    AgreementSigned,
    FitChecked,
    MemberDeparted,
    NeutralContactRecorded,
)
from domain.relationship.reasons import ClosureReason
from domain.relationship.refusals import (
    AlreadySaid,
    AlreadySigned,
    FoundationIncomplete,
    NothingToSign,
    NotInTheTemplate,
    WrongDocument,
)
from domain.relationship.state import RUNNING, UNDER_WAY, State, Status
from domain.relationship.values import Fit

AGREEING: Final = RUNNING | {Status.CONTRACTING}
"""When an agreement can be drafted, amended and signed."""


def _record_contact(state: State, command: RecordNeutralContact, now: datetime) -> list[Event]:
    require(state, command, UNDER_WAY - {Status.ACCEPTED})
    require_party(state, command.by, frozenset(state.neutral_parties))
    return [NeutralContactRecorded(at=now, by=command.by, notes=command.notes)]


def _check_fit(state: State, command: CheckFit, now: datetime) -> list[Event]:
    require(state, command, frozenset({Status.CHEMISTRY}))
    require_members(state, command.person)
    if state.fits.get(command.person) is command.fit:
        raise AlreadySaid(person=command.person, fit=command.fit.value)
    checked = FitChecked(at=now, person=command.person, fit=command.fit, note=command.note)
    if command.fit is not Fit.NOT_A_FIT:
        return [checked]
    if state.goes_on_without(command.person):
        return [checked, MemberDeparted(at=now, person=command.person, reason=ClosureReason.NOT_A_FIT)]
    return [checked, *end(state, ClosureReason.NOT_A_FIT, now)]


def _require_foundation(state: State, terms: Foundation) -> None:
    parts = {
        "shared values": (terms.shared_values, terms.own_values, state.template.shared_values),
        "key goals": (terms.key_goals, terms.own_goals, state.template.key_goals),
        "rules of engagement": (
            terms.rules_of_engagement,
            terms.own_rules,
            state.template.rules_of_engagement,
        ),
    }
    for part, (chosen, own, offered) in parts.items():
        if not chosen and not own:
            raise FoundationIncomplete(part=part)
        for number, item in enumerate(chosen, start=1):
            # Words outside the template could be somebody's own, and those travel sealed or not at all.
            if item not in offered:
                raise NotInTheTemplate(number=number, part=part)


def _draft(state: State, command: DraftAgreement, now: datetime) -> list[Event]:
    require(state, command, AGREEING)
    require_party(state, command.by)
    _require_foundation(state, command.terms)
    document = AgreementDocument(
        relationship=state.relationship,
        programme=state.programme,
        cycle=state.cycle,
        track=state.track,
        programme_version=state.programme_version,
        version=state.drafted + 1,
        parties=tuple(
            AgreementParty(person=member.person, role=member.role)
            for member in state.members
            if member.gone is None
        ),
        terms=command.terms,
    )
    return [AgreementDrafted(at=now, by=command.by, document=document, sha256=hash_of(document))]


def _sign(state: State, command: SignAgreement, now: datetime) -> list[Event]:
    require(state, command, AGREEING)
    require_party(state, command.person, frozenset(state.signatories))
    draft = state.draft
    if draft is None:
        raise NothingToSign
    if command.sha256 != draft.sha256:
        raise WrongDocument(sha256=draft.sha256)
    if command.person in draft.signed:
        raise AlreadySigned(person=command.person)
    return [AgreementSigned(at=now, person=command.person, version=draft.version, sha256=draft.sha256)]


DECIDE: Final[dict[type, Decide]] = {
    RecordNeutralContact: _record_contact,
    CheckFit: _check_fit,
    DraftAgreement: _draft,
    SignAgreement: _sign,
}
