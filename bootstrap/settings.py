"""Every setting of the engine, read from the environment once and handed on as one frozen value."""

import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import from_json
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain.clock import Clock
from domain.errors import MentoringError

if TYPE_CHECKING:
    from temporalio.envconfig import ClientConnectConfig

PREFIX: Final = "MENTORING_"
SECRETS_DIR: Final = f"{PREFIX}SECRETS_DIR"
"""Names a folder with one file for each secret, called as its variable in small letters."""

CONNINFO: Final = re.compile(r"postgres(ql)?://|\s*\w+\s*=")
"""How what libpq takes for a connection string begins."""

Port = Annotated[int, Field(ge=1, le=65535)]


def _parsed(value: object) -> object:
    return from_json(value) if isinstance(value, str) else value


def _listed(value: object) -> object:
    return (
        tuple(name.strip() for name in value.split(",") if name.strip()) if isinstance(value, str) else value
    )


def _conninfo(value: SecretStr) -> SecretStr:
    # The driver, which would know exactly, takes longer to import than most commands take.
    if not CONNINFO.match(value.get_secret_value()):
        message = "neither a URL (postgresql://user@host/database) nor pairs like host=… dbname=…"
        raise ValueError(message)
    return value


class InvalidSettings(MentoringError):
    """The settings cannot be used: {problems}.

    Correct the variables named; the settings reference lists them all.
    """


class Settings(BaseSettings):
    """What the engine is told from outside; `load` reads it.

    Temporal has settings of its own, which its command line and every other client share: see
    `temporal_connection`.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        frozen=True,
        validate_by_name=True,
        hide_input_in_errors=True,
        env_ignore_empty=True,
    )

    home: Annotated[Path, AfterValidator(Path.absolute)] = Field(
        Path(".mentoring"), description="Folder of the embedded engines, the master key and the outbox."
    )
    database_url: Annotated[SecretStr, AfterValidator(_conninfo)] | None = Field(
        None,
        validation_alias="DATABASE_URL",
        description="PostgreSQL 15 or later, as a libpq URL. Without it the embedded one is used.",
    )
    master_key: SecretStr | None = Field(
        None,
        description="Wraps the keys that seal personal data: 32 bytes in base64. Without it the file "
        "master.key in the home folder is used, and made at first use.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least severe level that is logged."
    )
    log_format: Literal["auto", "json", "console"] = Field(
        "auto", description="How log lines look; auto means console on a terminal and JSON elsewhere."
    )
    smtp_url: SecretStr | None = Field(
        None,
        description="Mail server: smtp://host:25 (STARTTLS where offered), smtp://user:password@host:587 "
        "(STARTTLS always) or smtps://user:password@host:465. Without it mail goes to the folder "
        "outbox in the home folder.",
    )
    mail_from: str = Field("Mentoring programme <mentoring@localhost>", description="Sender of every mail.")
    mail_unsubscribe: str = Field(
        "mailto:mentoring@localhost?subject=unsubscribe",
        description="Where people ask for no more mail: a mailto or https address.",
    )
    clock: Annotated[Clock, NoDecode, BeforeValidator(_parsed)] = Field(
        Clock.real(),
        description="A scaled clock for rehearsals, as JSON with epoch, real_epoch and speed; one that "
        "changes its speed, with changes_at and later_speed. Without it the engine's time is real time.",
    )
    parking: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = Field(
        (),
        description="Read models, separated by commas, that go on without the stream of an event they cannot "
        "apply. Every other one stops there and waits for a person.",
    )
    temporal_port: Port = Field(7233, description="Port that the embedded Temporal server tries first.")
    temporal_ui_port: Port = Field(
        8233, description="Port that the Web UI of the embedded Temporal server tries first."
    )
    temporal_history_days: int = Field(
        30,
        ge=1,
        description="Days for which the embedded Temporal server keeps histories of closed workflows.",
    )

    @property
    def master_key_file(self) -> Path:
        """Where the master key is kept when it is not set."""
        return self.home / "master.key"

    @property
    def outbox(self) -> Path:
        """Where mail is written when no mail server is set: the one place with personal data in clear."""
        return self.home / "outbox"

    @property
    def postgres_directory(self) -> Path:
        """Where the embedded PostgreSQL lives."""
        return self.home / "postgres"

    @property
    def temporal_directory(self) -> Path:
        """Where the embedded Temporal server lives."""
        return self.home / "temporal"


def load() -> Settings:
    """Read the settings from the environment, and from the folder that MENTORING_SECRETS_DIR names.

    Raises:
        InvalidSettings: a value does not fit, or a variable with our prefix is not a setting; names all.
    """
    problems = _unknown_variables()
    secrets = os.environ.get(SECRETS_DIR) or None
    if secrets is not None and not Path(secrets).is_dir():
        problems.append(f"{SECRETS_DIR}: there is no folder {secrets}")
        secrets = None
    try:
        settings = Settings(_secrets_dir=secrets)
    except ValidationError as error:
        problems += [f"{_named(each['loc'])}: {each['msg']}" for each in error.errors(include_input=False)]
    if problems:
        raise InvalidSettings(problems="; ".join(problems)) from None
    return settings


def variable(field: str) -> str:
    """Return the environment variable that a field of `Settings` is read from."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else PREFIX + field.upper()


def temporal_connection() -> "ClientConnectConfig | None":
    """Return how to reach Temporal, or None when no address is configured, so that the embedded one is meant.

    Reads what every Temporal client reads: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY,
    TEMPORAL_TLS_… and the profiles of ``temporal.toml``.
    """
    from temporalio.envconfig import ClientConfig  # noqa: PLC0415 - costs every command half a second

    config = ClientConfig.load_client_connect_config()
    return config if "target_host" in config else None


def _unknown_variables() -> list[str]:
    known = {variable(field) for field in Settings.model_fields} | {SECRETS_DIR}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    return [f"{name}: not a setting{_suggestion(name, known)}" for name in unknown]


def _suggestion(name: str, known: set[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1)
    return f" (did you mean {close[0]}?)" if close else ""


def _named(location: tuple[str | int, ...]) -> str:
    field, *rest = (str(part) for part in location)
    name = variable(field) if field in Settings.model_fields else field
    return ".".join([name, *rest])
