"""Everything wired together, each piece made when it is first asked for."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bootstrap.settings import Settings, load, temporal_connection
from bootstrap.slots import CONNECTIONS, VAULT_CONNECTIONS
from domain.clock import Clock
from eventstore.pool import open_pool
from eventstore.postgres import PostgresEventStore

if TYPE_CHECKING:  # each costs much to import, and most commands need few of them
    from psycopg_pool import ConnectionPool
    from temporalio.client import Client
    from temporalio.envconfig import ClientConnectConfig

    from bootstrap.embedded_postgres import EmbeddedPostgres
    from bootstrap.embedded_temporal import EmbeddedTemporal
    from notify.postman import Postman
    from projections.connection import Connection
    from vault.api import Vault
    from workflows.gateway import Gateway

MIGRATIONS: Final = ("eventstore", "vault", "projections")
"""The packages whose schema the database holds, in order."""

POOL_TIMEOUT: Final = timedelta(seconds=5)


class Container:
    """The engine's pieces under one set of settings; safe to ask for only those that a command needs.

    Args:
        settings: By default those of the environment.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or load()
        self._opened = ExitStack()

    def close(self) -> None:
        """Close every connection; the container is of no use afterwards."""
        self._opened.close()

    # -- time ----------------------------------------------------------------------------------------------

    @property
    def clock(self) -> Clock:
        """How the engine's time runs: as set, or as the rehearsal in the home folder has it, or really.

        Looked up anew until there is a rehearsal, which starts its clock only when a worker is there.
        """
        if self.settings.clock != Clock.real() or not self.clock_file.exists():
            return self.settings.clock
        return self._rehearsed

    @cached_property
    def _rehearsed(self) -> Clock:
        return Clock.model_validate_json(self.clock_file.read_text())

    @property
    def clock_file(self) -> Path:
        """Where a rehearsal leaves its clock for every other process of the same home."""
        return self.settings.home / "clock.json"

    def now(self) -> datetime:
        """Return the engine's time."""
        return self.clock.at(datetime.now(UTC))

    # -- PostgreSQL ----------------------------------------------------------------------------------------

    @cached_property
    def embedded_postgres(self) -> "EmbeddedPostgres":
        """The PostgreSQL of the home folder, running or not."""
        from bootstrap.embedded_postgres import EmbeddedPostgres

        return EmbeddedPostgres(self.settings.postgres_directory)

    @property
    def database_url(self) -> str:
        """Where the database is, as a libpq URL."""
        url = self.settings.database_url
        return url.get_secret_value() if url else self.embedded_postgres.url()

    @cached_property
    def store(self) -> PostgresEventStore:
        """The log, for reading and appending."""
        return self._opened.enter_context(PostgresEventStore(self.database_url, max_size=CONNECTIONS))

    @cached_property
    def vault(self) -> "Vault":
        """The keys of people."""
        from vault.master import MasterKey
        from vault.postgres import PostgresVault

        given = self.settings.master_key
        master = (
            MasterKey.parse(given.get_secret_value(), source="MENTORING_MASTER_KEY")
            if given
            else MasterKey.at(self.settings.master_key_file)
        )
        pool: ConnectionPool[Any] = open_pool(
            self.database_url, role="mentoring_custodian", max_size=VAULT_CONNECTIONS, timeout=POOL_TIMEOUT
        )
        return PostgresVault(self._opened.enter_context(pool), master)

    def read_connection(self) -> "Connection":
        """Open a connection to the read models."""
        from projections.connection import connect

        return connect(self.database_url)

    def migrate(self) -> None:
        """Bring the schema of the database up to date."""
        from eventstore.migrate import migrate

        migrate(self.database_url, MIGRATIONS)

    # -- mail ----------------------------------------------------------------------------------------------

    @cached_property
    def postman(self) -> "Postman":
        """Who tells people: by the configured mail server, or into the outbox folder."""
        from domain.catalogue import REGISTRY
        from notify.address_book import LoggedAddressBook
        from notify.message import Sender
        from notify.outbox import OutboxMailer
        from notify.postman import Postman
        from notify.smtp import MailServer, SmtpMailer

        settings = self.settings
        sender = Sender(settings.mail_from, settings.mail_unsubscribe)
        mailer = (
            SmtpMailer(MailServer.parse(settings.smtp_url.get_secret_value()), sender)
            if settings.smtp_url
            else OutboxMailer(settings.outbox, sender)
        )
        book = LoggedAddressBook(self.store, REGISTRY, self.vault)
        return Postman(book, mailer, self.now, settings.mail_unsubscribe)

    # -- Temporal ------------------------------------------------------------------------------------------

    @cached_property
    def temporal_connection(self) -> "ClientConnectConfig | None":
        """How to reach the configured Temporal, or None; read once: what was started is what is stopped."""
        return temporal_connection()

    @cached_property
    def embedded_temporal(self) -> "EmbeddedTemporal":
        """The Temporal server of the home folder, running or not."""
        from bootstrap.embedded_temporal import EmbeddedTemporal
        from bootstrap.temporal import SEARCH_ATTRIBUTE_TYPES

        return EmbeddedTemporal(
            self.settings.temporal_directory,
            search_attributes=SEARCH_ATTRIBUTE_TYPES,
            retention=timedelta(days=self.settings.temporal_history_days),
            ports=(self.settings.temporal_port, self.settings.temporal_ui_port),
        )

    async def temporal(self) -> "Client":
        """Connect to Temporal: the configured one, or the embedded one if it runs."""
        from bootstrap.temporal import connect

        return await connect(self.temporal_connection, lambda: self.embedded_temporal.address)

    async def gateway(self) -> "Gateway":
        """Connect to Temporal and return the way in for commands."""
        from workflows.gateway import Gateway

        return Gateway(await self.temporal(), self.clock)
