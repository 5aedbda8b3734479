"""The peer's side of the workloads that need more than a recorder: an aggregate, a view, a projection."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection
from psycopg.sql import SQL

from benchmarks.payload import DATA, METADATA, VARIANTS
from benchmarks.reports import statement


class Account(Aggregate):
    """What a stream is on our side: so many events, and what they amount to."""

    def __init__(self) -> None:
        self.events = 0
        self.amount = 0

    @event("Noted")
    def note(self, amount: int, rest: Mapping[str, Any]) -> None:  # noqa: ARG002 - kept in the event
        """Take in what our side calls ``bench.noted``."""
        self.events += 1
        self.amount += amount


class Accounts(Application[UUID]):
    """The application that keeps accounts."""

    def note(self, account: Account, number: int) -> None:
        """Let an account take in the payload of a number."""
        data = dict(DATA[number % VARIANTS])
        account.note(data.pop("amount"), {**data, **METADATA[number % VARIANTS]})


class ReportView(PostgresTrackingRecorder):
    """The same read model as ours; row and tracking are written in one transaction, as the library asks."""

    def __init__(self, datastore: PostgresDatastore, **options: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(datastore, **options)
        self.sql_create_statements.append(SQL(statement("peer_report").decode()).format())
        self._add = statement("peer_add")

    def add(self, account: UUID, amount: int, at: datetime, tracking: Tracking) -> None:
        """Add an event to an account's row."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(self._add, (account, amount, at), prepare=True)


class Report(Projection[ReportView]):
    """Keeps the read model current."""

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:  # noqa: ANN401 - the library's
        """Take in an event."""
        amount = getattr(domain_event, "amount", 0)
        self.view.add(domain_event.originator_id, amount, domain_event.timestamp, tracking)
