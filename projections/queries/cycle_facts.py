"""What the guards of a cycle look at, counted at one moment."""

from datetime import date

from domain.cycle import CycleFacts, MatchRunFacts, TrackFacts
from projections.connection import Connection
from projections.queries.measures import programme_measures
from projections.statement import ask, statement


def cycle_facts(connection: Connection, cycle: str, *, today: date) -> CycleFacts:
    """Return the facts of a cycle, all of one moment.

    They are as fresh as the read models: who needs the effect of an append waits for its position first
    (`projections.progress.wait_for`).

    Args:
        connection: See `projections.queries`; not in a transaction.
        cycle: The stream of the cycle.
        today: The engine's day.

    Raises:
        UnknownCycle: there is no such cycle, or its first event is not yet applied.
    """
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.execute(statement("hold_facts"))
        measures = programme_measures(connection, cycle, today=today)
        [position] = ask(connection, "facts_position")
        [applications] = ask(connection, "facts_applications", cycle=cycle)
        [lessons] = ask(connection, "facts_lessons", cycle=cycle)
        return CycleFacts(
            **position,
            **applications,
            **lessons,
            tracks=tuple(TrackFacts(**row) for row in ask(connection, "facts_tracks", cycle=cycle)),
            match_runs=tuple(
                MatchRunFacts(**row) for row in ask(connection, "facts_match_runs", cycle=cycle)
            ),
            measures=sum(measure.verdict != "not yet measurable" for measure in measures),
        )
