from datetime import UTC, date, datetime

import pytest

from domain.application import APPLICATION, application_stream, errors
from domain.application import commands as c
from domain.application import events as e
from domain.application.values import (
    ApplicationFacts,
    ApplicationStatus,
    Competency,
    DeclineReason,
    Preferences,
    Profile,
    WaiverReason,
    WithdrawalReason,
)
from domain.errors import FactsMissing, Refused
from domain.event import Event
from domain.match_run.vocabulary import ConstraintCode, Exclusion
from domain.vocabulary import Outcome, Role
from tests.kit.given_when_then import given
from tests.kit.sealing import sealed

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
ANA, PANEL = "person-ana", "person-panel"
RUN, PAIR, OTHER_PAIR = "match_run-1", "relationship-1", "relationship-2"

FACTS = ApplicationFacts(
    recruiting=True,
    employed=True,
    roles=(Role.MENTOR, Role.MENTEE),
    capacity_at_most=3,
    dimensions=("listening", "time"),
    mandatory_modules=("briefing", "feedback"),
)
PROFILE = Profile(
    capacity=2,
    offers=(Competency(name="python", level=4),),
    goals=sealed(ANA, "goals"),
    preferences=Preferences(ranked=("person-ben",), avoid=("person-cem",)),
)
APPLY = c.Apply(
    cycle="cycle-1", person=ANA, role=Role.MENTOR, track="one-to-one", profile=PROFILE, facts=FACTS
)
SUBMITTED = e.ApplicationSubmitted(
    cycle="cycle-1",
    person=ANA,
    role=Role.MENTOR,
    track="one-to-one",
    profile=PROFILE,
    dimensions=("listening", "time"),
    mandatory_modules=("briefing", "feedback"),
)
SCORES = {"listening": 4, "time": 3}
SELECTED = e.ApplicantSelected(scores=SCORES, completed_modules=(), by=PANEL)
BRIEFED = e.ModuleCompleted(module="briefing", completed_on=TODAY)
FED_BACK = e.ModuleCompleted(module="feedback", completed_on=TODAY)
TRAINED = e.ApplicantTrained(modules=("briefing", "feedback"))
READY: tuple[Event, ...] = (SUBMITTED, SELECTED, BRIEFED, FED_BACK, TRAINED)
MATCHED = e.ApplicantMatched(match_run=RUN, relationship=PAIR)
WAITING = e.ApplicantWaitListed(
    match_run=RUN, constraint=ConstraintCode.EXCLUDED, exclusion=Exclusion.TIME_ZONE
)
WITHDRAW = c.WithdrawApplication(reason=WithdrawalReason.NOT_FOR_ME)


def test_an_application_pins_the_rules_it_was_made_under() -> None:
    """What the panel scores and what must be learnt are kept with the application."""
    story = given(APPLICATION).when(APPLY, at=NOW).then(SUBMITTED)
    assert story.state.status is ApplicationStatus.APPLIED
    assert story.state.missing_modules == ("briefing", "feedback")


def test_applying_needs_facts_from_the_log() -> None:
    """An application whose facts nobody filled in is refused with a clear word to the programmer."""
    bare = APPLY.model_copy(update={"facts": None})
    refusal = given(APPLICATION).when(bare, at=NOW).then_refused(FactsMissing)
    assert "fills in `facts`" in str(refusal)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"recruiting": False}, errors.RecruitmentClosed),
        ({"employed": False}, errors.ApplicantNotEmployed),
        ({"erased": True}, errors.ApplicantErased),
        ({"roles": (Role.PEER,)}, errors.RoleNotInTrack),
        ({"capacity_at_most": 1}, errors.CapacityTooHigh),
    ],
)
def test_an_application_keeps_the_rules_of_cycle_and_track(
    changed: dict[str, object], refusal: type[Refused]
) -> None:
    """Late, from a leaver, for a role that is not offered, or offering too much: each is refused by name."""
    command = APPLY.model_copy(update={"facts": FACTS.model_copy(update=changed)})
    given(APPLICATION).when(command, at=NOW).then_refused(refusal)


def test_whoever_nobody_knows_is_told_to_be_registered() -> None:
    """Not to be known and not to be employed look alike here; that they were rehired helps only the known."""
    command = APPLY.model_copy(update={"facts": FACTS.model_copy(update={"employed": False})})
    refusal = given(APPLICATION).when(command, at=NOW).then_refused(errors.ApplicantNotEmployed)
    assert "Register them if nobody has" in str(refusal)


@pytest.mark.parametrize(
    "preferences",
    [
        Preferences(ranked=(ANA,)),
        Preferences(ranked=("person-ben",), avoid=("person-ben",)),
        Preferences(ranked=("person-ben", "person-ben")),
    ],
)
def test_preferences_make_sense(preferences: Preferences) -> None:
    """Nobody prefers themselves, or anybody twice, or whom they avoid; when applying and when amending."""
    profile = PROFILE.model_copy(update={"preferences": preferences})
    apply = APPLY.model_copy(update={"profile": profile})
    given(APPLICATION).when(apply, at=NOW).then_refused(errors.ContradictoryPreferences)
    amend = c.AmendApplication(profile=profile)
    given(APPLICATION, SUBMITTED).when(amend, at=NOW).then_refused(errors.ContradictoryPreferences)


def test_one_wish_is_one_application() -> None:
    """Applying again is refused while the first application stands, and after it was declined."""
    given(APPLICATION, SUBMITTED).when(APPLY, at=NOW).then_refused(errors.AlreadyApplied, person=ANA)
    declined = e.ApplicantDeclined(reason=DeclineReason.NOT_ELIGIBLE, text=None, by=PANEL)
    given(APPLICATION, SUBMITTED, declined).when(APPLY, at=NOW).then_refused(errors.AlreadyApplied)


def test_who_withdrew_may_apply_again_and_keeps_their_training() -> None:
    """A second application after a withdrawal begins anew, except for modules already completed."""
    story = (
        given(APPLICATION, SUBMITTED, SELECTED, BRIEFED)
        .when(WITHDRAW, at=NOW)
        .then(e.ApplicationWithdrawn(reason=WithdrawalReason.NOT_FOR_ME, text=None))
    )
    again = story.when(APPLY, at=NOW).then(SUBMITTED)
    assert again.state.missing_modules == ("feedback",)
    assert again.state.scores == {}


def test_nothing_happens_to_an_application_that_does_not_exist() -> None:
    """Every command but applying is refused before somebody applied."""
    given(APPLICATION).when(WITHDRAW, at=NOW).then_refused(errors.NoApplication)


def test_an_applicant_amends_what_they_offer() -> None:
    """A new profile replaces the old one; the same one again records nothing."""
    amend = c.AmendApplication(profile=PROFILE.model_copy(update={"capacity": 1}))
    story = given(APPLICATION, SUBMITTED).when(amend, at=NOW).then_types(e.ApplicationAmended)
    assert story.state.profile.capacity == 1
    story.when(amend, at=NOW).then_nothing()


def test_a_capacity_cannot_fall_below_what_is_given_away() -> None:
    """With two relationships a capacity of one is refused."""
    both = (*READY, MATCHED, e.ApplicantMatched(match_run=RUN, relationship=OTHER_PAIR))
    amend = c.AmendApplication(profile=PROFILE.model_copy(update={"capacity": 1}))
    given(APPLICATION, *both).when(amend, at=NOW).then_refused(errors.CapacityBelowMatches, matches=2)


def test_selection_scores_every_dimension_of_the_role_profile() -> None:
    """The scores are kept; the applicant is then trained."""
    story = (
        given(APPLICATION, SUBMITTED).when(c.SelectApplicant(scores=SCORES, by=PANEL), at=NOW).then(SELECTED)
    )
    assert story.state.status is ApplicationStatus.SELECTED
    assert story.state.scores == SCORES


@pytest.mark.parametrize("scores", [{"listening": 4}, {**SCORES, "charm": 5}])
def test_selection_with_other_scores_is_refused(scores: dict[str, int]) -> None:
    """Missing and unknown dimensions are named, with those that are asked for."""
    refusal = (
        given(APPLICATION, SUBMITTED)
        .when(c.SelectApplicant(scores=scores, by=PANEL), at=NOW)
        .then_refused(errors.ScoresIncomplete)
    )
    assert "listening, time" in str(refusal)


def test_earlier_training_counts() -> None:
    """Whoever completed every mandatory module before is trained on selection."""
    select = c.SelectApplicant(scores=SCORES, by=PANEL, valid_modules=("feedback", "briefing", "other"))
    covered = e.ApplicantSelected(scores=SCORES, completed_modules=("briefing", "feedback"), by=PANEL)
    story = given(APPLICATION, SUBMITTED).when(select, at=NOW).then(covered, TRAINED)
    assert story.state.status is ApplicationStatus.TRAINED


def test_a_role_without_mandatory_training_is_trained_on_selection() -> None:
    """Nothing to learn means nothing to wait for."""
    free = SUBMITTED.model_copy(update={"mandatory_modules": (), "dimensions": ()})
    given(APPLICATION, free).when(c.SelectApplicant(by=PANEL), at=NOW).then_types(
        e.ApplicantSelected, e.ApplicantTrained
    )


def test_who_is_selected_is_not_selected_twice() -> None:
    """A second selection is refused with the status."""
    given(APPLICATION, SUBMITTED, SELECTED).when(
        c.SelectApplicant(scores=SCORES, by=PANEL), at=NOW
    ).then_refused(errors.WrongApplicationStatus, status="selected")


def test_an_applicant_is_declined_with_a_reason() -> None:
    """The reason class is in clear, the words are sealed."""
    text = sealed(ANA, "reason")
    command = c.DeclineApplicant(reason=DeclineReason.ROLE_PROFILE_NOT_MET, text=text, by=PANEL)
    story = (
        given(APPLICATION, SUBMITTED)
        .when(command, at=NOW)
        .then(e.ApplicantDeclined(reason=DeclineReason.ROLE_PROFILE_NOT_MET, text=text, by=PANEL))
    )
    assert story.state.status is ApplicationStatus.DECLINED
    story.when(command, at=NOW).then_refused(errors.WrongApplicationStatus)


def test_who_is_matched_is_not_declined() -> None:
    """A relationship is ended, not declined away."""
    command = c.DeclineApplicant(reason=DeclineReason.OTHER, by=PANEL)
    given(APPLICATION, *READY, MATCHED).when(command, at=NOW).then_refused(errors.WrongApplicationStatus)


def test_the_last_mandatory_module_makes_an_applicant_ready() -> None:
    """One module is recorded; the last one also makes the applicant trained."""
    brief = c.CompleteModule(module="briefing", completed_on=TODAY)
    feedback = c.CompleteModule(module="feedback", completed_on=TODAY)
    story = given(APPLICATION, SUBMITTED, SELECTED).when(brief, at=NOW).then(BRIEFED)
    story.when(brief, at=NOW).then_nothing()
    ready = story.when(feedback, at=NOW).then(FED_BACK, TRAINED)
    assert ready.state.status is ApplicationStatus.TRAINED


def test_training_may_come_before_selection() -> None:
    """A module completed while the panel still decides counts when it has."""
    story = (
        given(APPLICATION, SUBMITTED, BRIEFED, FED_BACK)
        .when(c.SelectApplicant(scores=SCORES, by=PANEL), at=NOW)
        .then(SELECTED, TRAINED)
    )
    assert story.state.missing_modules == ()


def test_a_module_cannot_lie_ahead() -> None:
    """A completion on a day still to come is refused."""
    command = c.CompleteModule(module="briefing", completed_on=date(2026, 3, 3))
    given(APPLICATION, SUBMITTED).when(command, at=NOW).then_refused(errors.ModuleInFuture)


def test_missing_training_is_waived_with_a_reason() -> None:
    """A waiver names the modules it covers and makes the applicant ready."""
    waive = c.WaiveTraining(reason=WaiverReason.EQUIVALENT_EXPERIENCE, by=PANEL)
    story = (
        given(APPLICATION, SUBMITTED, SELECTED, BRIEFED)
        .when(waive, at=NOW)
        .then(
            e.TrainingWaived(modules=("feedback",), reason=WaiverReason.EQUIVALENT_EXPERIENCE, by=PANEL),
            TRAINED,
        )
    )
    assert story.state.status is ApplicationStatus.TRAINED


def test_there_is_nothing_to_waive_for_who_is_trained() -> None:
    """A waiver without missing modules is refused, on the waiting list too."""
    waive = c.WaiveTraining(reason=WaiverReason.OTHER, by=PANEL)
    given(APPLICATION, *READY).when(waive, at=NOW).then_refused(errors.WrongApplicationStatus)
    given(APPLICATION, *READY, WAITING).when(waive, at=NOW).then_refused(errors.NothingToWaive)


def test_a_published_match_is_recorded_once() -> None:
    """The same relationship twice is one match, so that a retry does no harm."""
    command = c.RecordMatch(match_run=RUN, relationship=PAIR)
    story = given(APPLICATION, *READY).when(command, at=NOW).then(MATCHED)
    assert story.state.status is ApplicationStatus.MATCHED
    story.when(command, at=NOW).then_nothing()


def test_a_mentor_is_never_given_more_than_they_offered() -> None:
    """A capacity of two takes two relationships and refuses the third."""
    story = (
        given(APPLICATION, *READY, MATCHED)
        .when(c.RecordMatch(match_run=RUN, relationship=OTHER_PAIR), at=NOW)
        .then_types(e.ApplicantMatched)
    )
    third = c.RecordMatch(match_run=RUN, relationship="relationship-3")
    story.when(third, at=NOW).then_refused(errors.CapacityTaken, capacity=2)


def test_who_is_not_trained_is_not_matched() -> None:
    """Neither somebody still in training nor an untrained person on the waiting list is matched."""
    command = c.RecordMatch(match_run=RUN, relationship=PAIR)
    given(APPLICATION, SUBMITTED, SELECTED).when(command, at=NOW).then_refused(errors.WrongApplicationStatus)
    given(APPLICATION, SUBMITTED, SELECTED, WAITING).when(command, at=NOW).then_refused(
        errors.NotTrained, missing="briefing, feedback"
    )


def test_the_waiting_list_says_what_stood_in_the_way() -> None:
    """An unmatched applicant waits with the binding constraint; the same again records nothing."""
    command = c.PlaceOnWaitingList(
        match_run=RUN, constraint=ConstraintCode.EXCLUDED, exclusion=Exclusion.TIME_ZONE
    )
    story = given(APPLICATION, *READY).when(command, at=NOW).then(WAITING)
    assert story.state.status is ApplicationStatus.WAITING_LISTED
    assert story.state.constraint is ConstraintCode.EXCLUDED
    story.when(command, at=NOW).then_nothing()


def test_another_rule_in_the_way_is_recorded() -> None:
    """A later run may find everybody excluded as before, but by another rule."""
    command = c.PlaceOnWaitingList(
        match_run=RUN, constraint=ConstraintCode.EXCLUDED, exclusion=Exclusion.SENIORITY_GAP
    )
    waits = e.ApplicantWaitListed(
        match_run=RUN, constraint=ConstraintCode.EXCLUDED, exclusion=Exclusion.SENIORITY_GAP
    )
    given(APPLICATION, *READY, WAITING).when(command, at=NOW).then(waits)


def test_training_completed_on_the_waiting_list_opens_the_way() -> None:
    """An untrained person on the waiting list completes the training there, and is matched from there."""
    story = (
        given(APPLICATION, SUBMITTED, SELECTED, BRIEFED, WAITING)
        .when(c.CompleteModule(module="feedback", completed_on=TODAY), at=NOW)
        .then(FED_BACK, TRAINED)
    )
    assert story.state.status is ApplicationStatus.WAITING_LISTED
    matched = story.when(c.RecordMatch(match_run=RUN, relationship=PAIR), at=NOW).then(MATCHED)
    assert matched.state.constraint is None


def test_who_has_a_relationship_does_not_wait() -> None:
    """A matched applicant is not put on the waiting list."""
    command = c.PlaceOnWaitingList(match_run=RUN, constraint=ConstraintCode.PARTNERS_TAKEN)
    given(APPLICATION, *READY, MATCHED).when(command, at=NOW).then_refused(errors.WrongApplicationStatus)


def test_an_ended_relationship_puts_its_partner_back_with_priority() -> None:
    """Who lost the only relationship waits for another one and comes first."""
    release = c.ReleaseApplicant(relationship=PAIR, outcome=Outcome.MENTOR_LEFT, rematch=True)
    story = (
        given(APPLICATION, *READY, MATCHED)
        .when(release, at=NOW)
        .then(e.ApplicantReleased(relationship=PAIR, outcome=Outcome.MENTOR_LEFT, rematch=True))
    )
    assert story.state.status is ApplicationStatus.WAITING_LISTED
    assert story.state.priority


def test_who_is_done_does_not_wait() -> None:
    """Without a wish for another one, or with one still open, the applicant stays matched."""
    done = c.ReleaseApplicant(relationship=PAIR, outcome=Outcome.COMPLETED, rematch=False)
    story = given(APPLICATION, *READY, MATCHED).when(done, at=NOW).after()
    assert story.state.status is ApplicationStatus.MATCHED
    two = (*READY, MATCHED, e.ApplicantMatched(match_run=RUN, relationship=OTHER_PAIR))
    again = c.ReleaseApplicant(relationship=PAIR, outcome=Outcome.NO_FAULT, rematch=True)
    one_left = given(APPLICATION, *two).when(again, at=NOW).after()
    assert one_left.state.status is ApplicationStatus.MATCHED
    assert one_left.state.relationships == (OTHER_PAIR,)


def test_only_their_own_relationship_releases_an_applicant() -> None:
    """A relationship of others is refused by name."""
    release = c.ReleaseApplicant(relationship=OTHER_PAIR, outcome=Outcome.COMPLETED, rematch=False)
    given(APPLICATION, *READY, MATCHED).when(release, at=NOW).then_refused(
        errors.NotTheirRelationship, relationship=OTHER_PAIR
    )


def test_nobody_withdraws_out_of_a_relationship() -> None:
    """The relationship ends first; then the application can be withdrawn."""
    given(APPLICATION, *READY, MATCHED).when(WITHDRAW, at=NOW).then_refused(errors.StillMatched, count=1)
    done = e.ApplicantReleased(relationship=PAIR, outcome=Outcome.COMPLETED, rematch=False)
    story = given(APPLICATION, *READY, MATCHED, done).when(WITHDRAW, at=NOW).after()
    story.when(WITHDRAW, at=NOW).then_refused(errors.WrongApplicationStatus, status="withdrawn")


def test_the_same_wish_names_the_same_application() -> None:
    """Cycle, person, role and track together name the stream."""
    first = application_stream("cycle-1", ANA, Role.MENTOR, "one-to-one")
    assert first == application_stream("cycle-1", ANA, Role.MENTOR, "one-to-one")
    assert first != application_stream("cycle-1", ANA, Role.MENTEE, "one-to-one")
    assert first.startswith("application-")
