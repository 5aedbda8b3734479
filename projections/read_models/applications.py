"""Applications: who asked to take part, and how far each has come."""

from typing import Final

from domain.application import APPLICATION, EVENTS, ApplicationState
from domain.application.events import (
    ApplicantDeclined,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    TrainingWaived,
)
from domain.application.state import NO_APPLICATION
from domain.application.values import ApplicationStatus, DeclineReason, WithdrawalReason
from domain.event import Event
from domain.values import Value
from projections.aggregate_fold import AggregateFold
from projections.fold import FoldProjection, LogEvent


class Applicant(Value):
    """An application with what its present state no longer tells.

    Attributes:
        application: Its present state.
        reached: Every status it ever had, in order.
        decline_reason: Why it was declined, if it was.
        withdrawal_reason: Why it was withdrawn, if it was.
        training_waived: Whether mandatory training was waived instead of completed.
    """

    application: ApplicationState = NO_APPLICATION
    reached: tuple[ApplicationStatus, ...] = ()
    decline_reason: DeclineReason | None = None
    withdrawal_reason: WithdrawalReason | None = None
    training_waived: bool = False


def evolve(applicant: Applicant, event: Event) -> Applicant:
    """Return the applicant after an event; who applies anew begins anew."""
    application = APPLICATION.evolve(applicant.application, event)
    match event:
        case ApplicationSubmitted():
            applicant = Applicant()
        case ApplicantDeclined(reason=declined):
            applicant = applicant.model_copy(update={"decline_reason": declined})
        case ApplicationWithdrawn(reason=withdrawn):
            applicant = applicant.model_copy(update={"withdrawal_reason": withdrawn})
        case TrainingWaived():
            applicant = applicant.model_copy(update={"training_waived": True})
    reached = applicant.reached
    if application.status not in reached:
        reached = (*reached, application.status)
    return applicant.model_copy(update={"application": application, "reached": reached})


def _columns(applicant: Applicant, _: LogEvent) -> dict[str, object]:
    application = applicant.application
    return {
        "cycle": application.cycle,
        "track": application.track,
        "role": application.role,
        "person": application.person,
        "status": application.status,
        "reached": applicant.reached,
        "decline_reason": applicant.decline_reason,
        "withdrawal_reason": applicant.withdrawal_reason,
        "capacity": application.profile.capacity,
        "missing_modules": len(application.missing_modules),
        "training_waived": applicant.training_waived,
        "open_relationships": len(application.relationships),
        "obstacle": application.constraint,
    }


APPLICATIONS: Final = FoldProjection(
    name="applications",
    tables=("applications",),
    types=tuple(event.type for event in EVENTS),
    fold=AggregateFold("applications", Applicant(), evolve, _columns),
)
"""Keeps ``read.applications``."""
