import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from bootstrap.databases import EmbeddedPostgresSilent
from bootstrap.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresFailed
from bootstrap.private_folder import FolderNotPrivate


def test_starting_again_changes_nothing(directory: Path) -> None:
    """A server that runs is found again, by this process or another, with what it holds."""
    url = EmbeddedPostgres(directory).start("first")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1")
        assert EmbeddedPostgres(directory).start("first") == url
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_everything_survives_a_crash(directory: Path) -> None:
    """After a stop, and after a crash, the server starts again with what was committed."""
    server = EmbeddedPostgres(directory)
    with psycopg.connect(server.start()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1")
    assert server.is_running()
    for mode in ("immediate", "fast"):
        server.stop(mode)
        assert not server.is_running()
        with psycopg.connect(server.start()) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_many_start_it_at_once(directory: Path) -> None:
    """Whoever starts the server at the same time gets the same server."""
    with ThreadPoolExecutor(4) as threads:
        urls = set(threads.map(lambda _: EmbeddedPostgres(directory).start(), range(4)))
    assert len(urls) == 1


@pytest.mark.parametrize("name", ["deep" * 30, "Ama's files, 100% hers"])
def test_awkward_path(directory: Path, name: str) -> None:
    """A path that is too long for a socket, or holds blanks and quotes, is no obstacle."""
    server = EmbeddedPostgres(directory / name)
    with psycopg.connect(server.start()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server.stop()


def test_the_socket_is_not_put_where_others_have_a_hand(directory: Path) -> None:
    """Its folder in the shared place was there before, open to everybody: neither served nor connected to."""
    server = EmbeddedPostgres(directory / ("deep" * 30))
    folder = Path(str(conninfo_to_dict(server.url())["host"]))
    folder.mkdir()
    folder.chmod(0o777)
    try:
        with pytest.raises(FolderNotPrivate, match=str(folder)):
            server.start()
        with pytest.raises(FolderNotPrivate, match=str(folder)):
            server.url()
    finally:
        folder.rmdir()


def test_nobody_else_can_reach_it(directory: Path) -> None:
    """The server listens on no port, and only its owner can pass to its socket."""
    server = EmbeddedPostgres(directory)
    with psycopg.connect(server.start()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert os.stat(directory).st_mode & 0o077 == 0  # noqa: PTH116 - of the folder itself
    assert server.url().startswith("postgresql://postgres@/mentoring?")


def test_failure_tells_why(directory: Path) -> None:
    """When the server does not come up, the error carries its own account and the way out."""
    with pytest.raises(EmbeddedPostgresFailed, match=r"pg_ctl exited with status 1.*DATABASE_URL"):
        EmbeddedPostgres(directory, settings={"shared_buffers": "a lot"}).start()


def test_stopping_what_never_ran(directory: Path) -> None:
    """Stopping a server that never ran is no error."""
    EmbeddedPostgres(directory).stop()
    assert not EmbeddedPostgres(directory).is_running()


def test_leftovers_of_a_killed_server(directory: Path) -> None:
    """A socket that a killed server left in a folder of its own goes with the next stop."""
    server = EmbeddedPostgres(directory / "not plain")
    sockets = Path(str(conninfo_to_dict(server.url())["host"]))
    sockets.mkdir(mode=0o700)
    (sockets / ".s.PGSQL.5432").touch()
    server.stop()
    assert not sockets.exists()


@pytest.fixture
def stranger(directory: Path) -> Iterator[int]:
    """A process of whom the server runs as."""
    EmbeddedPostgres(directory).stop()  # which makes the directory, and gives it to them
    with subprocess.Popen(["sleep", "600"], user=directory.stat().st_uid) as process:
        yield process.pid
        process.kill()


def test_a_stranger_with_the_number_of_a_crashed_server(
    directory: Path, stranger: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts as the server, so starting says which file to remove; then the server starts."""
    monkeypatch.setattr("bootstrap.databases.SILENT_FOR", 0.0)
    server = EmbeddedPostgres(directory)
    server.start()
    server.stop("immediate")
    stale = directory / "data" / "postmaster.pid"
    stale.write_text(f"{stranger}\n")
    with pytest.raises(EmbeddedPostgresSilent, match=rf"Process {stranger} .* by {stale}"):
        server.start()
    stale.unlink()
    with psycopg.connect(server.start()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
