"""Fit, the hashed agreement, signatures, amendments."""

import json
from datetime import timedelta
from hashlib import sha256 as sha256_of

import pytest
import rfc8785

from domain.relationship import Status
from domain.relationship.about import About, Recipient
from domain.relationship.agreement import AgreementDocument, AgreementTemplate, Foundation, hash_of
from domain.relationship.commands import (
    CheckFit,
    DraftAgreement,
    RecordMemberLeft,
    RecordNeutralContact,
    ReportMeetingHeld,
    SignAgreement,
)
from domain.relationship.events import (
    AgreementConcluded,
    AgreementDrafted,
    AgreementSigned,
    AmendmentLapsed,
    ClosingStarted,
    Escalated,
    FitChecked,
    FitConfirmed,
    HealthChanged,
    MemberDeparted,
    MemberLeft,
    NeutralContactRecorded,
    RelationshipActivated,
    ReminderSent,
)
from domain.relationship.reasons import ClosureReason
from domain.relationship.refusals import (
    AlreadySaid,
    AlreadySigned,
    FoundationIncomplete,
    NotAMember,
    NotAParty,
    NothingToSign,
    NotInTheTemplate,
    NotPossibleNow,
    WrongDocument,
)
from domain.relationship.values import Fit
from domain.vocabulary import Outcome, Role
from tests.kit.relationships import (
    CIRCLE,
    COORDINATOR,
    MENTEE,
    MENTOR,
    NEUTRAL,
    PEER,
    TEMPLATE,
    TERMS,
    Life,
    accepted,
    active,
    contracting,
    day,
    drafted,
    met,
    sealed,
    story,
)


def sha256(life: Life) -> str:
    """Return the hash that waits for signatures."""
    assert life.state.draft is not None
    return life.state.draft.sha256


def drafting(**terms: object) -> DraftAgreement:
    """Return the command that drafts an agreement, read as it comes in, with some terms of its own."""
    return DraftAgreement.model_validate({"by": MENTEE, "terms": {**TERMS.model_dump(), **terms}})


def test_the_neutral_party_speaks_with_them_after_the_first_meeting() -> None:
    """Within 48 hours, or the coordinator is told."""
    command = RecordNeutralContact(by=NEUTRAL, notes=sealed(NEUTRAL))
    spoken = story(met()).when(command, at=day(6))
    after = spoken.then(NeutralContactRecorded(at=day(6), by=NEUTRAL, notes=sealed(NEUTRAL)))
    assert after.state.contacted
    due = met().state.status_since + timedelta(hours=48)
    story(met()).when_time_comes(due).then(
        Escalated(at=due, about=About.NEUTRAL_CONTACT, recipient=Recipient.COORDINATOR, to=(COORDINATOR,))
    )


def test_only_the_neutral_party_records_its_contact() -> None:
    """And only after there was a meeting to speak about."""
    story(met()).when(RecordNeutralContact(by=COORDINATOR), at=day(6)).then_refused(NotAParty)
    story(accepted()).when(RecordNeutralContact(by=NEUTRAL), at=day(6)).then_refused(NotPossibleNow)


def test_fit_is_confirmed_by_everybody() -> None:
    """When the last member finds it a good fit, the contract is next."""
    half = story(met()).when(CheckFit(person=MENTOR, fit=Fit.GOOD_FIT), at=day(6)).then_types(FitChecked)
    done = half.when(CheckFit(person=MENTEE, fit=Fit.GOOD_FIT, note=sealed()), at=day(7)).then(
        FitChecked(at=day(7), person=MENTEE, fit=Fit.GOOD_FIT, note=sealed()), FitConfirmed(at=day(7))
    )
    assert done.state.status is Status.CONTRACTING


def test_who_is_deciding_is_asked_again_after_the_next_meeting() -> None:
    """Until then the same answer is not given twice, but may change."""
    life = met().do(CheckFit(person=MENTEE, fit=Fit.DECIDING), day(6))
    story(life).when(CheckFit(person=MENTEE, fit=Fit.DECIDING), at=day(7)).then_refused(AlreadySaid)
    story(life).when(CheckFit(person=MENTEE, fit=Fit.GOOD_FIT), at=day(7)).then_types(FitChecked)
    life.do(ReportMeetingHeld(meeting="second", by=MENTEE, starts_at=day(8)), day(8.1))
    assert life.state.fits == {}


def test_not_a_fit_concludes_a_pair_without_fault() -> None:
    """No reason is asked for, and both look back."""
    story(met()).when(CheckFit(person=MENTEE, fit=Fit.NOT_A_FIT), at=day(6)).then(
        FitChecked(at=day(6), person=MENTEE, fit=Fit.NOT_A_FIT),
        ClosingStarted(at=day(6), reason=ClosureReason.NOT_A_FIT, outcome=Outcome.NO_FAULT),
    )


def test_a_group_goes_on_without_whom_it_does_not_fit() -> None:
    """The others' fit is then confirmed by the others."""
    life = met(CIRCLE)
    for person in (MENTOR, PEER):
        life.do(CheckFit(person=person, fit=Fit.GOOD_FIT), day(6))
    after = story(life).when(CheckFit(person=MENTEE, fit=Fit.NOT_A_FIT), at=day(7))
    after.then_types(FitChecked, MemberDeparted, FitConfirmed)


def test_fit_is_said_by_members_while_it_is_asked() -> None:
    """Strangers are refused, and so is everybody once it was confirmed."""
    story(met()).when(CheckFit(person="person-x", fit=Fit.DECIDING), at=day(6)).then_refused(NotAMember)
    command = CheckFit(person=MENTOR, fit=Fit.NOT_A_FIT)
    story(contracting()).when(command, at=day(7)).then_refused(NotPossibleNow)


def test_silence_about_the_fit_is_reminded_escalated_and_lapses() -> None:
    """Two reminders, the neutral party, then the end of the period of grace."""
    life = met().do(CheckFit(person=MENTOR, fit=Fit.GOOD_FIT), day(6)).until(day(70))
    told = [event for event in life.events if isinstance(event, (ReminderSent, Escalated))]
    fit = [event for event in told if event.about is About.FIT]
    assert [(type(event), event.to) for event in fit] == [
        (ReminderSent, (MENTEE,)),
        (ReminderSent, (MENTEE,)),
        (Escalated, (NEUTRAL,)),
    ]
    assert life.state.ending is not None
    assert life.state.ending.outcome is Outcome.LAPSED


def test_a_draft_carries_the_document_and_its_hash() -> None:
    """Exactly what is signed is in the log, bound to relationship, parties and version."""
    terms = TERMS.model_copy(update={"own_goals": (sealed(field="goal"),)})
    life = contracting().do(DraftAgreement(by=MENTEE, terms=terms), day(8))
    event = life.of(AgreementDrafted)[0]
    assert isinstance(event, AgreementDrafted)
    document = event.document
    assert (document.relationship, document.version) == ("relationship-1", 1)
    assert document.terms == terms
    assert [party.person for party in document.parties] == [MENTOR, MENTEE]
    assert event.sha256 == hash_of(AgreementDocument.model_validate(document.model_dump(mode="json")))


def test_the_hash_changes_with_every_part() -> None:
    """No part of the document can be exchanged under a signature."""
    event = drafted().of(AgreementDrafted)[0]
    assert isinstance(event, AgreementDrafted)
    document = event.document
    others = [
        document.model_copy(update={"version": 2}),
        document.model_copy(update={"relationship": "relationship-2"}),
        document.model_copy(update={"parties": document.parties[:1]}),
        document.model_copy(update={"terms": TERMS.model_copy(update={"meeting_minutes": 90})}),
        document.model_copy(update={"terms": TERMS.model_copy(update={"own_rules": (sealed(),)})}),
    ]
    assert len({hash_of(document), *map(hash_of, others)}) == 6


def test_the_hash_is_that_of_the_canonical_json() -> None:
    """Anybody who has the document computes the same hash from its canonical JSON (RFC 8785)."""
    document = AgreementDocument(
        relationship="relationship-1",
        programme="p",
        cycle="c",
        track="t",
        programme_version=1,
        version=1,
        parties=(),
        terms=Foundation(shared_values=("Offenheit für alle",)),
    )
    assert hash_of(document) == sha256_of(rfc8785.dumps(document.model_dump(mode="json"))).hexdigest()


@pytest.mark.parametrize(
    ("missing", "part"),
    [
        ("shared_values", "shared values"),
        ("key_goals", "key goals"),
        ("rules_of_engagement", "rules of engagement"),
    ],
)
def test_the_foundation_has_three_parts(missing: str, part: str) -> None:
    """Values, goals and rules: each needs at least one, from the template or the members' own."""
    terms = TERMS.model_copy(update={missing: ()})
    command = DraftAgreement(by=MENTEE, terms=terms)
    story(contracting()).when(command, at=day(8)).then_refused(FoundationIncomplete, part=part)
    own = {"shared_values": "own_values", "key_goals": "own_goals", "rules_of_engagement": "own_rules"}
    command = DraftAgreement(by=MENTEE, terms=terms.model_copy(update={own[missing]: (sealed(),)}))
    story(contracting()).when(command, at=day(8)).then_types(AgreementDrafted)


@pytest.mark.parametrize("every", ["P3000000D", "P367D", "PT0S", "-P1D"])
def test_a_rhythm_is_agreed_that_can_be_kept(every: str) -> None:
    """At least once a year; dates that lie beyond the calendar would keep the engine from ever acting."""
    with pytest.raises(ValueError, match="meeting_every"):
        drafting(meeting_every=every)
    story(contracting()).when(drafting(meeting_every="P366D"), at=day(8)).then_types(AgreementDrafted)


@pytest.mark.parametrize("minutes", [10**12, 481, 4, -60])
def test_a_length_is_agreed_that_a_meeting_can_have(minutes: int) -> None:
    """As any other meeting, from five minutes to eight hours."""
    with pytest.raises(ValueError, match="meeting_minutes"):
        drafting(meeting_minutes=minutes)


@pytest.mark.parametrize("minutes", [5, 480])
def test_the_shortest_and_the_longest_meeting_can_be_agreed(minutes: int) -> None:
    """The bounds themselves are within them."""
    command = drafting(meeting_minutes=minutes)
    story(contracting()).when(command, at=day(8)).then_types(AgreementDrafted)


def test_terms_that_were_agreed_once_stay_readable() -> None:
    """What may be agreed can become stricter; a document in the log is read as it is."""
    terms = {**TERMS.model_dump(mode="json"), "meeting_every": "P3000D", "meeting_minutes": 900}
    assert Foundation.model_validate_json(json.dumps(terms)).meeting_minutes == 900


def test_words_in_clear_come_from_the_template() -> None:
    """Anybody's own words travel sealed; the refusal does not repeat them."""
    terms = TERMS.model_copy(update={"shared_values": ("openness", "Anna's patience")})
    refusal = (
        story(contracting())
        .when(DraftAgreement(by=MENTEE, terms=terms), at=day(8))
        .then_refused(NotInTheTemplate, number=2, part="shared values")
    )
    assert "Anna" not in str(refusal)


def test_agreements_are_drafted_by_parties_once_the_fit_is_confirmed() -> None:
    """Strangers are refused, and so is everybody before."""
    story(met()).when(DraftAgreement(by=MENTEE, terms=TERMS), at=day(8)).then_refused(NotPossibleNow)
    stranger = DraftAgreement(by="person-x", terms=TERMS)
    story(contracting()).when(stranger, at=day(8)).then_refused(NotAParty)


def test_the_last_signature_activates() -> None:
    """When all members have signed the same document, it is in force and the relationship runs."""
    life = drafted()
    sign = {person: SignAgreement(person=person, sha256=sha256(life)) for person in (MENTOR, MENTEE)}
    half = story(life).when(sign[MENTOR], at=day(9)).then_types(AgreementSigned)
    half.when(sign[MENTOR], at=day(9)).then_refused(AlreadySigned)
    done = half.when(sign[MENTEE], at=day(10)).then(
        AgreementSigned(at=day(10), person=MENTEE, version=1, sha256=sha256(life)),
        AgreementConcluded(at=day(10), version=1, sha256=sha256(life)),
        RelationshipActivated(at=day(10)),
    )
    assert done.state.status is Status.ACTIVE
    assert done.state.agreed is not None
    assert done.state.agreed.sha256 == sha256(life)


def test_a_signature_names_the_document_that_waits() -> None:
    """Another document, a stranger, and nothing to sign are refused."""
    life = drafted()
    wrong = SignAgreement(person=MENTOR, sha256="0" * 64)
    story(life).when(wrong, at=day(9)).then_refused(WrongDocument, sha256=sha256(life))
    stranger = SignAgreement(person=COORDINATOR, sha256=sha256(life))
    story(life).when(stranger, at=day(9)).then_refused(NotAParty)
    story(contracting()).when(wrong, at=day(9)).then_refused(NothingToSign)


def test_a_redraft_needs_every_signature_anew() -> None:
    """Who signed the first version has not signed the second."""
    life = drafted()
    first = sha256(life)
    life.do(SignAgreement(person=MENTOR, sha256=first), day(9))
    life.do(DraftAgreement(by=MENTEE, terms=TERMS), day(9))
    story(life).when(SignAgreement(person=MENTEE, sha256=first), at=day(10)).then_refused(WrongDocument)
    sign = SignAgreement(person=MENTEE, sha256=sha256(life))
    after = story(life).when(sign, at=day(10)).then_types(AgreementSigned)
    assert after.state.unsigned == (MENTOR,)


def test_the_template_can_name_whose_signatures_it_takes() -> None:
    """In a circle it may be the facilitator's alone."""
    template = AgreementTemplate(**{**TEMPLATE.model_dump(), "signed_by": (Role.FACILITATOR,)})
    life = drafted(CIRCLE, template=template)
    refused = SignAgreement(person=MENTEE, sha256=sha256(life))
    story(life).when(refused, at=day(9)).then_refused(NotAParty, allowed=MENTOR)
    sign = SignAgreement(person=MENTOR, sha256=sha256(life))
    story(life).when(sign, at=day(9)).then_types(AgreementSigned, AgreementConcluded, RelationshipActivated)


def test_a_member_who_left_need_not_sign() -> None:
    """The agreement is concluded when only the leaver's signature was missing."""
    life = drafted(CIRCLE)
    for person in (MENTOR, PEER):
        life.do(SignAgreement(person=person, sha256=sha256(life)), day(9))
    story(life).when(RecordMemberLeft(person=MENTEE), at=day(10)).then_types(
        MemberLeft, AgreementConcluded, RelationshipActivated
    )


def test_a_stalled_agreement_is_told_to_the_neutral_party_and_lapses() -> None:
    """Reminders to who has not signed, the neutral party at 21 days, the end at 42."""
    life = drafted()
    life.do(SignAgreement(person=MENTOR, sha256=sha256(life)), day(9)).until(day(6 + 21))
    reminders = [event for event in life.of(ReminderSent) if isinstance(event, ReminderSent)]
    assert [(event.at, event.to) for event in reminders] == [(day(13), (MENTEE,)), (day(18), (MENTEE,))]
    assert life.events[-2:] == [
        Escalated(at=day(27), about=About.AGREEMENT, recipient=Recipient.NEUTRAL_PARTY, to=(NEUTRAL,)),
        life.of(HealthChanged)[-1],
    ]
    life.until(day(6 + 42))
    assert life.events[-1] == ClosingStarted(
        at=day(48), reason=ClosureReason.NEVER_SIGNED, outcome=Outcome.LAPSED
    )


def test_an_amendment_is_signed_by_everybody_while_the_old_one_stays_in_force() -> None:
    """It becomes version 2 with the last signature, not before."""
    life = active().do(
        DraftAgreement(by=MENTOR, terms=TERMS.model_copy(update={"meeting_minutes": 90})), day(20)
    )
    life.do(SignAgreement(person=MENTOR, sha256=sha256(life)), day(21))
    assert life.state.agreed is not None
    assert (life.state.agreed.version, life.state.minutes) == (1, 60)
    done = story(life).when(SignAgreement(person=MENTEE, sha256=sha256(life)), at=day(22))
    after = done.then_types(AgreementSigned, AgreementConcluded)
    assert after.state.agreed is not None
    assert (after.state.agreed.version, after.state.minutes) == (2, 90)
    assert after.state.status is Status.ACTIVE


def test_an_unsigned_amendment_lapses() -> None:
    """The agreement in force stays, and the relationship goes on."""
    life = active().do(DraftAgreement(by=MENTOR, terms=TERMS), day(20)).until(day(62))
    assert AmendmentLapsed(at=day(62), version=2) in life.events
    reminded = [
        e for e in life.of(ReminderSent) if isinstance(e, ReminderSent) and e.about is About.AMENDMENT
    ]
    assert [event.number for event in reminded] == [1, 2]
    assert life.state.agreed is not None
    assert (life.state.agreed.version, life.state.draft) == (1, None)
    life.do(DraftAgreement(by=MENTOR, terms=TERMS), day(63))
    assert life.state.drafted == 3
