"""What can go wrong on the read side."""

from domain.errors import MentoringError


class ProjectionError(MentoringError):
    """A read model cannot be kept current or asked."""


class UnknownProjection(ProjectionError):
    """There is no projection called {name}. Known: {known}."""


class ProjectionBehind(ProjectionError):
    """Projection {projection} did not reach position {position} within {seconds} s; it is at {actual}.

    See whether a projector runs and what it says: `mentoring projections status`.
    """


class ProjectionStopped(ProjectionError):
    """Projection {projection} stopped before position {position}: {failure}.

    Mend the cause and restart the projector, or rebuild: `mentoring projections rebuild {projection}`.
    """


class ShardsChanged(ProjectionError):
    """Projection {projection} was built with another number of shards than {shards}.

    Deal its streams anew: `mentoring projections rebuild {projection}`.
    """


class RebuildRunning(ProjectionError):
    """Somebody else is rebuilding projection {projection}, comparing it, or at work on a parked stream of it.

    Wait until that is done, then try again.
    """


class ReadersInTheWay(ProjectionError):
    """The rebuilt {projection} could not take its place: somebody has been reading the old one all the while.

    End long-running reports, then rebuild again; the live one is unchanged.
    """


class JournalMissing(ProjectionError):
    """Projections that park need a log to record it in: {projections}. Give the runner a store."""


class CannotPark(ProjectionError):
    """Projection {projection} cannot go on without a stream: its rows do not belong to single streams.

    Mend the cause and restart the projector; take it out of MENTORING_PARKING if it is there.
    """


class NotStopped(ProjectionError):
    """Projection {projection} did not stop at an event, so there is nothing to park.

    See what it does: `mentoring projections status`.
    """


class NotParked(ProjectionError):
    """Projection {projection} holds back no stream {stream}.

    See what is parked: `mentoring projections status`.
    """


class RowOutOfStep(ProjectionError):
    """Read model {projection} holds {stream} at version {have}, but version {got} came next.

    Rebuild it: `mentoring projections rebuild {projection}`.
    """


class NewerEvent(ProjectionError):
    """Version {version} of {type} comes from a newer program; this one would leave out what it says.

    Run the newer program's projector: it goes on from here by itself.
    """


class NotOnTheBoard(ProjectionError):
    """There is no relationship {relationship} on the board.

    Check the identifier, and whether the board is caught up: `mentoring projections status`.
    """


class UnknownCycle(ProjectionError):
    """There is no cycle {cycle} among the read models.

    Check the identifier, and whether they are caught up: `mentoring projections status`.
    """
