import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from bootstrap.settings import InvalidSettings, Settings, load, temporal_connection, variable


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start every example without settings, whatever the developer has set."""
    for name in list(os.environ):
        if name.startswith(("MENTORING_", "TEMPORAL_")) or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def complaint(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    """Return what `load` says about an environment that it refuses."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSettings) as refusal:
        load()
    return str(refusal.value)


def test_nothing_needs_to_be_set() -> None:
    """Without any variable the embedded engines, the outbox and real time are meant."""
    settings = load()
    assert (settings.database_url, settings.smtp_url, settings.master_key) == (None, None, None)
    assert settings.outbox == Path.cwd() / ".mentoring" / "outbox"
    assert temporal_connection() is None


def test_every_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables with our prefix, and the customary DATABASE_URL, become fields."""
    monkeypatch.setenv("MENTORING_HOME", "/srv/mentoring")
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/mentoring")
    monkeypatch.setenv("MENTORING_PARKING", "lessons_log, people")
    monkeypatch.setenv("MENTORING_CLOCK", '{"epoch": "2026-09-01T08:00:00Z", "speed": 86400}')
    settings = load()
    assert settings.master_key_file == Path("/srv/mentoring/master.key")
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == "postgresql://db/mentoring"
    assert settings.parking == ("lessons_log", "people")
    assert (settings.clock.epoch, settings.clock.speed) == (datetime(2026, 9, 1, 8, tzinfo=UTC), 86400)


def test_secrets_may_come_from_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of secrets, as containers mount it, gives what the environment does not."""
    (tmp_path / "mentoring_master_key").write_text("sesame\n")
    monkeypatch.setenv("MENTORING_SECRETS_DIR", str(tmp_path))
    key = load().master_key
    assert key is not None
    assert key.get_secret_value() == "sesame"


def test_all_problems_are_named_at_once_by_their_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """One refusal names every variable that does not fit, and what would."""
    message = complaint(
        monkeypatch,
        MENTORING_LOG_LEVEL="loud",
        MENTORING_TEMPORAL_PORT="0",
        MENTORING_CLOCK='{"speed": "fast"}',
    )
    assert "MENTORING_LOG_LEVEL: Input should be 'debug', 'info', 'warning' or 'error'" in message
    assert "MENTORING_TEMPORAL_PORT: Input should be greater than or equal to 1" in message
    assert "MENTORING_CLOCK.speed: Input should be a valid integer" in message


def test_what_names_no_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything connects; both forms that libpq reads are fine."""
    problem = "DATABASE_URL: Value error, neither a URL (postgresql://user@host/database) nor pairs"
    assert problem in complaint(monkeypatch, DATABASE_URL="mentoring")
    for fine in ("postgres://db/mentoring", "host=db dbname=mentoring"):
        monkeypatch.setenv("DATABASE_URL", fine)
        assert load().database_url


def test_a_mistyped_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown variable with our prefix is refused and the nearest one suggested, not silently ignored."""
    message = complaint(monkeypatch, MENTORING_SMPT_URL="smtp://mail")
    assert "MENTORING_SMPT_URL: not a setting (did you mean MENTORING_SMTP_URL?)" in message


def test_a_missing_folder_of_secrets_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of secrets that is not there is a problem, not an empty folder."""
    assert "no folder /nowhere" in complaint(monkeypatch, MENTORING_SECRETS_DIR="/nowhere")


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the value nor the refusal prints a password."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:sesame@db/mentoring")
    monkeypatch.setenv("MENTORING_SMTP_URL", "smtp://me:sesame@mail")
    assert "sesame" not in repr(load())
    assert "sesame" not in complaint(monkeypatch, MENTORING_CLOCK="sesame")


def test_settings_do_not_change() -> None:
    """The settings are one frozen value for the life of a process."""
    with pytest.raises(ValidationError, match="frozen"):
        Settings().log_level = "debug"  # type: ignore[misc] # that it is refused is the point


def test_temporal_is_configured_the_way_every_client_of_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """TEMPORAL_ADDRESS and its companions are honoured, and no variable of ours repeats them."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", "temporal.example:7233")
    monkeypatch.setenv("TEMPORAL_NAMESPACE", "mentoring")
    connection = temporal_connection()
    assert connection is not None
    assert (connection["target_host"], connection["namespace"]) == ("temporal.example:7233", "mentoring")


def test_every_setting_says_what_it_is_for() -> None:
    """Each field has a description, from which the reference is made, and a variable of its own."""
    fields = Settings.model_fields
    assert all(field.description for field in fields.values())
    assert len({variable(name) for name in fields}) == len(fields)
