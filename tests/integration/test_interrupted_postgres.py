"""The embedded PostgreSQL, when whoever starts it is interrupted."""

import os
import signal
import threading
from pathlib import Path

import psycopg
import pytest

from bootstrap.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresFailed
from tests.kit.looking import until_there

CUT_SHORT = """#!/bin/sh
mkdir -p "$2"
echo 18 > "$2/PG_VERSION"
kill -9 $$
"""

SLOW = """#!/bin/sh
touch "${2%/*}/begun"
until [ -e "${2%/*}/pressed" ]; do sleep 0.05; done
sleep 1
touch "${2%/*}/done"
"""
"""Stand for programs of PostgreSQL; ``$2`` is the data folder.

The slow one goes on after the interruption for longer than the quarter of a second after which an interrupted
`subprocess.run` kills its child.
"""


def binaries(directory: Path, program: str) -> Path:
    """Return a folder with a program in the place of ``initdb``."""
    folder = directory.parent / "bin"
    folder.mkdir()
    (folder / "initdb").write_text(program)
    (folder / "initdb").chmod(0o755)
    return folder


def test_a_cluster_that_was_cut_short_while_it_was_made_is_made_anew(directory: Path) -> None:
    """A machine that lost power during the very first start comes up with the next one."""
    with pytest.raises(EmbeddedPostgresFailed):
        EmbeddedPostgres(directory, binaries(directory, CUT_SHORT)).start()
    with psycopg.connect(EmbeddedPostgres(directory).start()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert {path.name for path in directory.iterdir()} == {"data", "lock", "server.log"}


def test_an_interruption_does_not_cut_a_program_of_postgresql_short(directory: Path) -> None:
    """It ends first: a server that it is about to start would be left behind, where nobody stops it."""

    def interrupt() -> None:
        until_there(directory / "begun")
        os.kill(os.getpid(), signal.SIGINT)
        (directory / "pressed").touch()

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        threading.Thread(target=interrupt, daemon=True).start()
        with pytest.raises(KeyboardInterrupt):
            EmbeddedPostgres(directory, binaries(directory, SLOW)).start()
    finally:
        signal.signal(signal.SIGINT, before)
    assert (directory / "done").exists()
