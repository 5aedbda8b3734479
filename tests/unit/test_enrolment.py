"""What the rows of a roster ask of the engine."""

from dataclasses import replace
from datetime import date

import pytest

from bootstrap.enrolment import Enrolment, person_id
from domain.application.commands import Apply
from domain.person.commands import RecordLeaving, RecordTraining
from domain.programme import Design
from domain.vocabulary import Role
from intake.roster import RosterRow, TrainingDone, Wish
from tests.kit.designs import changed, graduate
from vault.memory import InMemoryVault

CYCLE = "cycle-1"
ONE_TO_ONE, PEERS = (track.id for track in graduate().tracks)
LIMIT = ("tracks", 0, "matching", "mentor_capacity")


def applications(row: RosterRow, design: Design) -> dict[Role, Apply]:
    """Return what somebody applies for, by role."""
    vault = InMemoryVault()
    vault.ensure_keys([person_id(row.employee_id)])
    enrolment = Enrolment(vault, design)
    return {apply.role: apply for _, _, apply in enrolment.applications(row, CYCLE)}


def mentor(capacity: int | None) -> RosterRow:
    """Return the row of a mentor who is also somebody's peer."""
    wishes = (Wish(Role.MENTOR, ONE_TO_ONE), Wish(Role.PEER, PEERS))
    return RosterRow(line=2, employee_id="7", name="Zoë", wishes=wishes, capacity=capacity)


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        (None, 2),  # the design's usual
        (1, 1),
        (3, 3),
        (5, 3),  # the design's most
    ],
)
def test_a_mentor_offers_what_they_say_or_what_is_usual_within_the_track(
    said: int | None, taken: int
) -> None:
    """A peer takes one partner, whatever they would take as a mentor."""
    design = changed(LIMIT, {"usual": 2, "at_most": 3})
    asked = applications(mentor(said), design)
    assert asked[Role.MENTOR].profile.capacity == taken
    assert asked[Role.PEER].profile.capacity == 1


def test_a_last_day_that_is_known_is_recorded() -> None:
    """Who leaves, as the HR system says in advance, is known to leave; nothing is recorded of the others."""
    enrolment, row = Enrolment(InMemoryVault(), graduate()), mentor(1)
    assert enrolment.leaving(row) is None
    leaving = enrolment.leaving(replace(row, leaves_on=date(2026, 6, 16)))
    assert leaving is not None
    assert leaving[1] == RecordLeaving(last_day=date(2026, 6, 16))


def test_training_counts_as_long_as_the_design_says() -> None:
    """It expires that long after its completion; what the design lets count for ever never does."""
    module = graduate().training[0]
    assert module.valid_for is not None
    lasting = graduate().training[1]
    assert lasting.valid_for is None
    day = date(2023, 1, 9)
    row = replace(mentor(1), training=(TrainingDone(module.id, day), TrainingDone(lasting.id, day)))
    recorded = [training for _, training in Enrolment(InMemoryVault(), graduate()).trainings(row)]
    assert recorded == [
        RecordTraining(module=module.id, completed_on=day, expires_on=day + module.valid_for),
        RecordTraining(module=lasting.id, completed_on=day),
    ]


def test_training_that_was_renewed_is_recorded_and_the_same_only_once() -> None:
    """A later completion, or a design that lets it count for longer, is a command of its own."""
    design = graduate()
    module = design.training[0].id

    def told(day: date, design: Design) -> str:
        row = replace(mentor(1), training=(TrainingDone(module, day),))
        ((command_id, _),) = Enrolment(InMemoryVault(), design).trainings(row)
        return command_id

    first, later = date(2025, 1, 9), date(2026, 1, 9)
    longer = changed(("training", 0, "valid_for"), "P2000D")
    assert told(first, design) == told(first, design)
    assert len({told(first, design), told(later, design), told(first, longer)}) == 3


def test_a_track_that_is_not_in_the_design_takes_what_is_said() -> None:
    """It is the cycle that refuses such an application, by name."""
    row = RosterRow(line=2, employee_id="7", name="Zoë", wishes=(Wish(Role.MENTOR, "elsewhere"),), capacity=4)
    assert applications(row, graduate())[Role.MENTOR].profile.capacity == 4
