from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.person import PERSON, errors, person_stream
from domain.person import commands as c
from domain.person import events as e
from domain.person.values import Availability, Employment, ErasureReason, ExclusionReason, Training
from tests.kit.given_when_then import given
from tests.kit.sealing import sealed

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANA, BEN = person_stream("E-1"), person_stream("E-2")

FACTS: dict[str, Any] = {
    "department": "Finance",
    "location": "Leeds",
    "time_zone": "Europe/London",
    "languages": ("en", "pt"),
    "level": 3,
    "hired_on": date(2020, 5, 1),
}
NAME, EMAIL = sealed(ANA, "name"), sealed(ANA, "email")
REGISTER = c.RegisterPerson(person=ANA, employee_ref="E-1", name=NAME, email=EMAIL, line_manager=BEN, **FACTS)
REGISTERED = e.PersonRegistered(**REGISTER.content())
LEFT = e.PersonLeft(last_day=date(2026, 2, 27))


def test_a_person_is_registered_with_sealed_name_and_address() -> None:
    """Registering keeps the facts in clear and name and address sealed."""
    story = given(PERSON).when(REGISTER, at=NOW).then(REGISTERED)
    assert story.state.person == ANA
    assert story.state.name == NAME
    assert story.state.line_manager == BEN


def test_a_person_is_registered_once() -> None:
    """A second registration is refused and points to changing the facts."""
    refusal = given(PERSON, REGISTERED).when(REGISTER, at=NOW).then_refused(errors.PersonAlreadyRegistered)
    assert "Change their facts" in str(refusal)


def test_nobody_is_registered_as_their_own_line_manager() -> None:
    """A person cannot report to themselves from the start."""
    own = REGISTER.model_copy(update={"line_manager": ANA})
    given(PERSON).when(own, at=NOW).then_refused(errors.OwnLineManager)


def test_an_unknown_person_has_no_facts_to_change() -> None:
    """Before registration every other command is refused."""
    given(PERSON).when(c.PromotePerson(level=4, promoted_on=date(2026, 1, 1)), at=NOW).then_refused(
        errors.PersonUnknown
    )


@pytest.mark.parametrize("stands", [ExclusionReason.DECLARED, ExclusionReason.CONDUCT])
def test_a_pair_that_parted_without_fault_stays_excluded_for_what_was_said_before(
    stands: ExclusionReason,
) -> None:
    """The weakest reason replaces no other; any other one replaces it."""
    declared = e.ExclusionDeclared(other=BEN, reason=stands)
    parted = c.DeclareExclusion(other=BEN, reason=ExclusionReason.NO_FAULT_CONCLUSION)
    given(PERSON, REGISTERED, declared).when(parted, at=NOW).then_nothing()
    weaker = e.ExclusionDeclared(other=BEN, reason=ExclusionReason.NO_FAULT_CONCLUSION)
    stronger = c.DeclareExclusion(other=BEN, reason=stands)
    given(PERSON, REGISTERED, weaker).when(stronger, at=NOW).then(declared)


def test_an_import_that_brings_nothing_new_records_nothing() -> None:
    """Stating the present facts again causes no event."""
    given(PERSON, REGISTERED).when(c.ChangePersonFacts(**FACTS), at=NOW).then_nothing()


def test_changed_facts_are_recorded_whole() -> None:
    """One differing fact records them all, and the others stay."""
    moved = FACTS | {"location": "York"}
    story = (
        given(PERSON, REGISTERED)
        .when(c.ChangePersonFacts(**moved), at=NOW)
        .then(e.PersonFactsChanged(**moved))
    )
    assert story.state.location == "York"
    assert story.state.line_manager == BEN


def test_a_contact_is_replaced_sealed() -> None:
    """A new name replaces the old one; the same one again records nothing."""
    new = sealed(ANA, "new-name")
    command = c.ChangeContact(name=new, email=EMAIL)
    story = given(PERSON, REGISTERED).when(command, at=NOW).then(e.ContactChanged(name=new, email=EMAIL))
    assert story.state.name == new
    story.when(command, at=NOW).then_nothing()


def test_a_line_manager_changes_since_a_day() -> None:
    """The day may lie back, since an HR feed is late; the same manager again records nothing."""
    command = c.ChangeLineManager(line_manager=None, since=date(2026, 1, 15))
    story = (
        given(PERSON, REGISTERED)
        .when(command, at=NOW)
        .then(e.LineManagerChanged(line_manager=None, since=date(2026, 1, 15)))
    )
    assert story.state.line_manager is None
    story.when(command, at=NOW).then_nothing()


def test_nobody_becomes_their_own_line_manager() -> None:
    """A person cannot report to themselves later either."""
    command = c.ChangeLineManager(line_manager=ANA, since=date(2026, 1, 15))
    given(PERSON, REGISTERED).when(command, at=NOW).then_refused(errors.OwnLineManager, person=ANA)


def test_a_leave_begins_and_ends() -> None:
    """Going on leave shows in the employment; saying so twice records it once."""
    command = c.ChangeEmployment(employment=Employment.ON_LEAVE, since=date(2026, 3, 1))
    story = given(PERSON, REGISTERED).when(command, at=NOW).then_types(e.EmploymentChanged)
    assert story.state.employment_on(NOW.date()) is Employment.ON_LEAVE
    story.when(command, at=NOW).then_nothing()


def test_who_has_left_goes_on_no_leave() -> None:
    """A leave that begins after the last day is refused."""
    command = c.ChangeEmployment(employment=Employment.ON_LEAVE, since=date(2026, 3, 1))
    given(PERSON, REGISTERED, LEFT).when(command, at=NOW).then_refused(errors.PersonHasLeft)


def test_a_promotion_raises_the_level() -> None:
    """A promotion records the level before and after."""
    story = (
        given(PERSON, REGISTERED)
        .when(c.PromotePerson(level=4, promoted_on=date(2026, 2, 1)), at=NOW)
        .then(e.PersonPromoted(from_level=3, level=4, promoted_on=date(2026, 2, 1)))
    )
    assert story.state.level == 4


@pytest.mark.parametrize("level", [2, 3])
def test_a_level_that_does_not_rise_is_no_promotion(level: int) -> None:
    """The same or a lower level is refused: it belongs to the corrected facts."""
    command = c.PromotePerson(level=level, promoted_on=date(2026, 2, 1))
    given(PERSON, REGISTERED).when(command, at=NOW).then_refused(errors.NotAPromotion, present=3)


def test_who_has_left_is_not_promoted() -> None:
    """A promotion after the last day is refused."""
    command = c.PromotePerson(level=5, promoted_on=date(2026, 3, 1))
    given(PERSON, REGISTERED, LEFT).when(command, at=NOW).then_refused(errors.PersonHasLeft)


def test_leaving_is_known_before_the_last_day() -> None:
    """The last day still counts as employed, the day after it does not."""
    story = given(PERSON, REGISTERED).when(c.RecordLeaving(last_day=date(2026, 3, 31)), at=NOW).after()
    assert story.state.employment_on(date(2026, 3, 31)) is Employment.EMPLOYED
    assert story.state.employment_on(date(2026, 4, 1)) is Employment.LEFT
    story.when(c.RecordLeaving(last_day=date(2026, 3, 31)), at=NOW).then_nothing()
    story.when(c.RecordLeaving(last_day=date(2026, 4, 30)), at=NOW).then_types(e.PersonLeft)


@pytest.mark.parametrize(
    ("rehired_on", "employment"),
    [(date(2026, 2, 20), Employment.ON_LEAVE), (date(2026, 6, 1), Employment.EMPLOYED)],
)
def test_who_comes_back_works_here_and_who_stays_keeps_their_leave(
    rehired_on: date, employment: Employment
) -> None:
    """Leaving called off before the last day changes nothing else; coming back later ends a leave."""
    on_leave = e.EmploymentChanged(employment=Employment.ON_LEAVE, since=date(2026, 1, 1))
    story = (
        given(PERSON, REGISTERED, on_leave, LEFT)
        .when(c.RehirePerson(rehired_on=rehired_on), at=NOW)
        .then(e.PersonRehired(rehired_on=rehired_on))
    )
    assert story.state.employment_on(date(2026, 12, 1)) is employment


def test_who_is_not_leaving_is_not_rehired() -> None:
    """There is nothing to take back for somebody who stays."""
    given(PERSON, REGISTERED).when(c.RehirePerson(rehired_on=date(2026, 3, 1)), at=NOW).then_refused(
        errors.NotLeaving
    )


def test_availability_changes_until_a_day() -> None:
    """Pausing until a day is recorded once."""
    command = c.ChangeAvailability(availability=Availability.PAUSED, until=date(2026, 5, 1))
    story = given(PERSON, REGISTERED).when(command, at=NOW).then_types(e.AvailabilityChanged)
    assert story.state.availability is Availability.PAUSED
    story.when(command, at=NOW).then_nothing()


def test_training_counts_until_it_expires() -> None:
    """A module counts from its completion to the day before it expires."""
    command = c.RecordTraining(
        module="listening", completed_on=date(2026, 3, 1), expires_on=date(2027, 3, 1), provider="L&D"
    )
    story = given(PERSON, REGISTERED).when(command, at=NOW).then_types(e.TrainingRecorded)
    assert story.state.valid_trainings(date(2027, 2, 28)) == ("listening",)
    assert story.state.valid_trainings(date(2027, 3, 1)) == ()
    assert story.state.valid_trainings(date(2026, 2, 28)) == ()
    story.when(command, at=NOW).then_nothing()


def test_training_without_expiry_lasts() -> None:
    """A module that never expires counts on any later day."""
    assert Training(module="m", completed_on=date(2020, 1, 1)).is_valid(date(2099, 1, 1))


def test_training_cannot_lie_ahead() -> None:
    """A completion on a day still to come is refused."""
    command = c.RecordTraining(module="listening", completed_on=date(2026, 3, 3))
    given(PERSON, REGISTERED).when(command, at=NOW).then_refused(errors.TrainingInFuture)


def test_training_cannot_expire_before_it_is_done() -> None:
    """An expiry on or before the completion is refused with both days."""
    command = c.RecordTraining(module="listening", completed_on=date(2026, 3, 1), expires_on=date(2026, 3, 1))
    refusal = given(PERSON, REGISTERED).when(command, at=NOW).then_refused(errors.TrainingExpiresTooEarly)
    assert "2026-03-01" in str(refusal)


def test_an_exclusion_holds_until_it_is_withdrawn() -> None:
    """Declared once, a ban stays whatever the programme; withdrawing ends it."""
    declare = c.DeclareExclusion(other=BEN)
    story = (
        given(PERSON, REGISTERED)
        .when(declare, at=NOW)
        .then(e.ExclusionDeclared(other=BEN, reason=ExclusionReason.DECLARED))
    )
    assert story.state.exclusions == {BEN: ExclusionReason.DECLARED}
    story.when(declare, at=NOW).then_nothing()
    withdrawn = story.when(c.WithdrawExclusion(other=BEN), at=NOW).then(e.ExclusionWithdrawn(other=BEN))
    assert withdrawn.state.exclusions == {}


def test_nobody_is_excluded_from_themselves() -> None:
    """An exclusion of oneself is refused."""
    given(PERSON, REGISTERED).when(c.DeclareExclusion(other=ANA), at=NOW).then_refused(errors.ExclusionOfSelf)


def test_only_an_exclusion_in_force_is_withdrawn() -> None:
    """Withdrawing what was never declared is refused."""
    given(PERSON, REGISTERED).when(c.WithdrawExclusion(other=BEN), at=NOW).then_refused(
        errors.NoSuchExclusion
    )


def test_erasure_leaves_the_facts_and_takes_the_person() -> None:
    """After an erasure name and address are gone, the rest counts on, and nothing new is recorded."""
    erase = c.ErasePersonalData(reason=ErasureReason.REQUEST, key=f"{ANA}#1", by="person-officer")
    story = given(PERSON, REGISTERED).when(erase, at=NOW).then(e.PersonalDataErased(**erase.content()))
    assert (story.state.name, story.state.email) == (None, None)
    assert story.state.department == "Finance"
    story.when(c.ChangePersonFacts(), at=NOW).then_refused(errors.PersonErased, person=ANA)


def test_the_same_employee_reference_names_the_same_person() -> None:
    """A person's identifier follows from the HR system's key alone."""
    assert person_stream("E-1") == ANA != BEN
    assert ANA.startswith("person-")
