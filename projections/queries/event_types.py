"""What the log is made of."""

from projections.connection import Connection
from projections.statement import ask


def events_by_type(connection: Connection) -> dict[str, int]:
    """Return how many events of each type the log holds, ordered by type."""
    return {row["type"]: row["events"] for row in ask(connection, "list_event_types")}
