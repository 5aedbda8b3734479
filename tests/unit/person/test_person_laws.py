from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.person import PERSON, PersonCommand
from domain.person import commands as c
from domain.person.values import Availability, Employment, ErasureReason, ExclusionReason
from tests.kit.laws import Life
from tests.kit.sealing import sealed

PEOPLE = st.sampled_from(["person-a", "person-b", "person-c"])
DAYS = st.dates(date(2025, 12, 1), date(2026, 6, 1))
SEALED = st.sampled_from([sealed(field="one"), sealed(field="two")])
EMPLOYMENT = st.sampled_from([Employment.EMPLOYED, Employment.ON_LEAVE])

REGISTER = st.builds(
    c.RegisterPerson,
    person=PEOPLE,
    employee_ref=st.just("E-1"),
    name=SEALED,
    email=SEALED,
    level=st.none() | st.integers(1, 5),
    line_manager=st.none() | PEOPLE,
    employment=EMPLOYMENT,
)
CHANGES: st.SearchStrategy[PersonCommand] = st.one_of(
    REGISTER,
    st.builds(c.ChangePersonFacts, location=st.sampled_from([None, "Leeds"]), level=st.integers(1, 5)),
    st.builds(c.ChangeContact, name=SEALED, email=SEALED),
    st.builds(c.ChangeLineManager, line_manager=st.none() | PEOPLE, since=DAYS),
    st.builds(c.ChangeEmployment, employment=EMPLOYMENT, since=DAYS),
    st.builds(c.PromotePerson, level=st.integers(1, 8), promoted_on=DAYS),
    st.builds(c.RecordLeaving, last_day=DAYS),
    st.builds(c.RehirePerson, rehired_on=DAYS),
    st.builds(c.ChangeAvailability, availability=st.sampled_from(Availability), until=st.none() | DAYS),
    st.builds(
        c.RecordTraining,
        module=st.sampled_from(["listening", "feedback"]),
        completed_on=DAYS,
        expires_on=st.none() | DAYS,
    ),
    st.builds(c.DeclareExclusion, other=PEOPLE, reason=st.sampled_from(ExclusionReason)),
    st.builds(c.WithdrawExclusion, other=PEOPLE),
)
ERASE = st.builds(
    c.ErasePersonalData, reason=st.sampled_from(ErasureReason), key=st.just("key"), by=st.just("person-o")
)


@given(REGISTER, st.lists(CHANGES, max_size=25), ERASE, st.lists(CHANGES, max_size=3))
def test_whatever_is_recorded_about_a_person_can_be_replayed(
    register: PersonCommand, changes: list[PersonCommand], erase: PersonCommand, late: list[PersonCommand]
) -> None:
    """Any commands leave a history that folds to the same state; after an erasure it grows no more."""
    life = Life(PERSON, datetime(2026, 3, 1, tzinfo=UTC))
    life.check()
    for command in (register, *changes):
        life.ask(command)
        life.wait(timedelta(days=1))
        assert life.state.person not in life.state.exclusions
        assert not life.state.person or life.state.line_manager != life.state.person
    life.ask(erase)
    if not life.state.erased:
        assert not life.state.person
        return
    for command in late:
        assert life.ask(command) == []
