"""Which engines are our own."""

from pathlib import Path

import pytest

from bootstrap.container import Container
from bootstrap.running import own_engines
from bootstrap.settings import Settings


@pytest.fixture
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with Temporal's profiles, which is not there yet; nothing else is configured."""
    for name in ("DATABASE_URL", "TEMPORAL_ADDRESS", "TEMPORAL_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEMPORAL_CONFIG_FILE", str(tmp_path / "temporal.toml"))
    return tmp_path / "temporal.toml"


def test_what_is_stopped_is_what_was_started(profiles: Path) -> None:
    """Whoever configures another Temporal meanwhile still has the one that runs stopped."""
    container = Container(Settings(home=profiles.parent))
    assert list(own_engines(container)) == ["PostgreSQL", "Temporal"]
    profiles.write_text('[profile.default]\naddress = "temporal.example:7233"\n')
    assert list(own_engines(container)) == ["PostgreSQL", "Temporal"]
    assert list(own_engines(Container(container.settings))) == ["PostgreSQL"]
