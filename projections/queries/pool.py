"""The people of a cycle: their applications, and what is known of each across all programmes."""

from domain.application import ApplicationState
from domain.person import PersonState
from domain.values import Value
from projections.connection import Connection
from projections.read_models.applications import Applicant
from projections.read_models.people import Record
from projections.statement import ask


class PoolMember(Value):
    """One application and the person behind it.

    Attributes:
        application: The stream of the application.
        state: The application.
        person: The person; None when the organisation never made them known.
    """

    application: str
    state: ApplicationState
    person: PersonState | None


def pool(connection: Connection, cycle: str, *, track: str | None = None) -> list[PoolMember]:
    """Return the applications of a cycle, or of one of its tracks, whatever their status; by stream."""
    return [
        PoolMember(
            application=row["stream"],
            state=Applicant.model_validate_json(row["application"]).application,
            person=Record.model_validate_json(row["person"]).person if row["person"] else None,
        )
        for row in ask(connection, "pool", cycle=cycle, track=track)
    ]
