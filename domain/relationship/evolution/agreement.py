"""How fit and agreement change a relationship."""

from typing import Final, cast

from domain.relationship.about import About
from domain.relationship.events import (
    AgreementConcluded,
    AgreementDrafted,
    AgreementSigned,
    AmendmentLapsed,
    FitChecked,
    FitConfirmed,
    NeutralContactRecorded,
    RelationshipActivated,
)
from domain.relationship.evolution.changes import change, forget, move, put
from domain.relationship.evolution.step import Evolve
from domain.relationship.state import Agreed, State, Status
from domain.relationship.values import Draft


def _contacted(state: State, _: NeutralContactRecorded) -> State:
    return change(state, contacted=True, **forget(state, About.NEUTRAL_CONTACT))


def _fit_checked(state: State, event: FitChecked) -> State:
    return change(state, fits=put(state.fits, event.person, event.fit))


def _fit_confirmed(state: State, event: FitConfirmed) -> State:
    return move(state, Status.CONTRACTING, event.at)


def _drafted(state: State, event: AgreementDrafted) -> State:
    draft = Draft(
        version=event.document.version,
        sha256=event.sha256,
        since=event.at,
        meeting_every=event.document.terms.meeting_every,
        meeting_minutes=event.document.terms.meeting_minutes,
    )
    reminders = {
        about: n for about, n in state.reminders.items() if about not in (About.AGREEMENT, About.AMENDMENT)
    }
    return change(state, draft=draft, drafted=draft.version, reminders=reminders)


def _signed(state: State, event: AgreementSigned) -> State:
    draft = cast("Draft", state.draft)
    signed = (*draft.signed, event.person)
    return change(state, draft=draft.model_copy(update={"signed": signed}))


def _concluded(state: State, event: AgreementConcluded) -> State:
    draft = cast("Draft", state.draft)
    agreed = Agreed(
        version=event.version,
        sha256=event.sha256,
        meeting_every=draft.meeting_every,
        meeting_minutes=draft.meeting_minutes,
    )
    return change(state, draft=None, agreed=agreed, **forget(state, About.AMENDMENT))


def _amendment_lapsed(state: State, _: AmendmentLapsed) -> State:
    return change(state, draft=None, **forget(state, About.AMENDMENT))


def _activated(state: State, event: RelationshipActivated) -> State:
    state = change(state, **forget(state, About.NEUTRAL_CONTACT))
    return move(state, Status.ACTIVE, event.at, activated_at=event.at)


EVOLVE: Final[dict[type, Evolve]] = {
    NeutralContactRecorded: _contacted,
    FitChecked: _fit_checked,
    FitConfirmed: _fit_confirmed,
    AgreementDrafted: _drafted,
    AgreementSigned: _signed,
    AgreementConcluded: _concluded,
    AmendmentLapsed: _amendment_lapsed,
    RelationshipActivated: _activated,
}
