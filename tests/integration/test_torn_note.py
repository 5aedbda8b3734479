"""An embedded Temporal server after a power cut."""

from pathlib import Path

from bootstrap.embedded_temporal import EmbeddedTemporal
from bootstrap.ports import free_port


def test_an_empty_note_of_the_last_server_is_no_obstacle(tmp_path: Path) -> None:
    """A file system may keep the name of a file and lose what was in it: the next start writes it anew."""
    server = EmbeddedTemporal(tmp_path, ports=(free_port(), free_port()))
    (tmp_path / "running.json").touch()
    try:
        assert server.start() == server.address
    finally:
        server.stop()
    assert not server.is_running()
