"""What the log refuses, and what goes wrong around it.

StoreError
├── StoreUnreachable     the database cannot be reached, or went away
│   ├── RoleMissing        its login may not do what it is used for
│   └── StoreBusy          somebody else holds the log
├── VersionConflict      somebody else was first
├── EventIdReused        an event id stands for something else already
├── NotCanonical         a value that canonical JSON has no single spelling for
├── BadAppend            an append that cannot mean anything
├── AppendOnlyViolation  somebody tried to change what was recorded
├── StoreFailed          the database refused for a reason of its own
├── HistoryError
│   ├── LineRefused        a line of a history cannot stand in the log
│   └── HistoryUnreadable  a history breaks off, or is not what it seems
└── MigrationError
    ├── MigrationChanged   an applied migration reads differently now
    ├── MigrationFailed    a migration could not be applied
    └── SchemaMissing      the database was never migrated
"""

from typing import Self

from domain.errors import MentoringError


class StoreError(MentoringError):
    """The event log cannot do what it was asked for."""


class StoreUnreachable(StoreError):
    """The event log cannot be reached: {cause}.

    Check that PostgreSQL runs and that DATABASE_URL names it, then try again: repeating an append is safe.
    """


class RoleMissing(StoreUnreachable):
    """The event log cannot be reached: the login that DATABASE_URL names may not act as {role}.

    Let whoever migrated the database grant it: `GRANT {role} TO …`.
    """


class StoreBusy(StoreUnreachable):
    """The event log is held by another transaction, which did not end in time ({cause}).

    An import may be at work, or a session that somebody forgot: of the processes in `pg_locks`, it is the
    one to which the advisory lock 7001 is granted. Try again: repeating an append is safe.
    """


class VersionConflict(StoreError):
    """Stream {stream} is at version {actual}, but the append expected {expected}; nothing was written.

    Load the stream again and decide anew.
    """


class EventIdReused(StoreError):
    """Event id {event_id}, given for stream {stream}, is already used: it is {difference}.

    Nothing was written. An id is derived from its cause: give every command an id of its own, and repeat
    a command unchanged.
    """

    @classmethod
    def by(cls, event_id: object, stream: str, known_stream: str | None) -> Self:
        """Say what differs: the stream, the content, or that others of its append are there without it."""
        if known_stream is None:
            difference = "new, while other events of its append are in the log"
        elif known_stream != stream:
            difference = f"in stream {known_stream}"
        else:
            difference = "with other content"
        return cls(event_id=str(event_id), stream=stream, difference=difference)


class NotCanonical(StoreError):
    """The value at {path} cannot be stored: {problem}. Use {instead} instead."""


class BadAppend(StoreError):
    """This append was refused: {problem}. {way_out}."""


class AppendOnlyViolation(StoreError):
    """What the log holds can be neither changed nor removed ({cause}).

    Append an event that corrects what was recorded.
    """


class StoreFailed(StoreError):
    """The database refused what the event log asked of it ({sqlstate}): {cause}."""


class HistoryError(StoreError):
    """A history cannot be brought into the log."""


class LineRefused(HistoryError):
    """Line {line} of {source} was refused: {problem}. {way_out}.

    Lines before it may be in the log by now. Correct the line and import the whole history again: events
    that the log holds already are skipped.
    """


class HistoryUnreadable(HistoryError):
    """After line {line}, {source} cannot be read: {cause}.

    Lines up to there may be in the log by now. Get a sound copy and import the whole of it: events that the
    log holds already are skipped.
    """


class MigrationError(StoreError):
    """The database schema cannot be brought up to date."""


class MigrationChanged(MigrationError):
    """Migration {name} of {source} was applied, but its file reads differently now.

    Restore the file as it was and put the change into a new, higher-numbered migration.
    """


class MigrationFailed(MigrationError):
    """Migration {name} of {source} failed, and none was applied: {cause}.

    It needs a role that may create schemas in this database and roles (CREATEROLE), or a superuser.
    """


class SchemaMissing(MigrationError):
    """This database has no event log, or an older one ({cause}). Run `mentoring db migrate`."""
