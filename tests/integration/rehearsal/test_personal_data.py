"""Where names, addresses and free text are not, and what erasing somebody leaves behind."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from audit.kept import DatabaseLog
from audit.verify import verify
from bootstrap.container import Container
from bootstrap.embedded_postgres import bundled_binaries
from bootstrap.settings import variable
from cli.main import app
from cli.names import names_of
from eventstore.testing import LATE
from projections.queries.lessons import all_lessons
from projections.queries.measures import programme_measures
from rehearsal.office import office_staff
from rehearsal.texts import EVERYTHING
from tests.kit.rehearsal import Rehearsed
from vault.api import Erased

KNOWN_CLEAR = b"relationship.offered"
"""Something that the log holds in clear: whoever does not find it is not looking."""


def needles(rehearsed: Rehearsed) -> list[bytes]:
    """Return every personal text of roster, office and participants, in each spelling it could have."""
    texts = set(EVERYTHING)
    for row in (*rehearsed.casting.roster.rows, *office_staff()):
        texts |= {text for text in (row.name, row.email, row.motivation) if text}
    spellings = {text.encode() for text in texts} | {json.dumps(text)[1:-1].encode() for text in texts}
    return sorted(spellings)


def files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield every file below a folder with its content; the engines, which run, may remove some meanwhile."""
    for path in sorted(folder.rglob("*")):
        with suppress(FileNotFoundError):
            if path.is_file():
                yield path, path.read_bytes()


def found_in(content: bytes, texts: list[bytes]) -> list[bytes]:
    """Return which texts stand in some bytes."""
    return [text for text in texts if text in content]


def test_no_personal_data_stands_in_any_file_but_the_mail(rehearsed: Rehearsed) -> None:
    """The files of PostgreSQL and Temporal, the logs and the home folder hold no personal text."""
    settings = rehearsed.container.settings
    texts = needles(rehearsed)
    looked_at, clear = 0, set()
    for path, content in files(settings.home):
        if path.is_relative_to(settings.outbox):
            continue
        looked_at += 1
        if KNOWN_CLEAR in content:
            clear |= {settings.postgres_directory, settings.temporal_directory} & set(path.parents)
        assert found_in(content, texts) == [], path
    assert looked_at > 100
    assert clear == {settings.postgres_directory, settings.temporal_directory}


def test_no_personal_data_stands_in_the_database_as_text(rehearsed: Rehearsed) -> None:
    """Nor does anything that the files hold compressed: the whole database, dumped, has no personal text."""
    dump = subprocess.run(
        [bundled_binaries() / "pg_dump", rehearsed.container.database_url],
        capture_output=True,
        check=True,
        timeout=LATE.total_seconds(),
    ).stdout
    assert KNOWN_CLEAR in dump
    assert found_in(dump, needles(rehearsed)) == []


def test_mail_is_where_people_read_names(rehearsed: Rehearsed) -> None:
    """The outbox, the one place of personal data in clear, was written: somebody was told something."""
    mails = list(files(rehearsed.container.settings.outbox))
    assert len(mails) > 20
    assert any(b"@" in content for _, content in mails)


def test_after_an_erasure_the_log_verifies_and_reports_work(
    rehearsed: Rehearsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Erasing a member destroys what only their key can open, and nothing else."""
    container = rehearsed.container
    monkeypatch.setenv(variable("home"), str(container.settings.home))
    erased, other = (each.person for each in rehearsed.result.relationships[0].members[:2])
    named = names_of(container, [erased, other])
    assert set(named.values()) <= {row.name for row in rehearsed.casting.roster.rows}
    answer = CliRunner().invoke(
        app, ["person", "erase", erased, "--reason", "request", "--yes", "-o", "json"]
    )
    assert answer.exit_code == 0, answer.output

    assert names_of(container, [erased, other]) == {**named, erased: str(Erased(erased))}
    assert wrapped_key(container, erased) is None
    assert wrapped_key(container, other) is not None
    assert verify(DatabaseLog(container.database_url)).verified
    with closing(container.read_connection()) as connection:
        cycle = rehearsed.result.funnel.cycle
        sealed = [each.content.text for each in all_lessons(connection, cycle=cycle) if each.content.text]
        opened = container.vault.open_many(sealed)
        assert [isinstance(text, Erased) for text in opened] == [box.person == erased for box in sealed]
        assert programme_measures(connection, cycle, today=container.now().date())


def wrapped_key(container: Container, person: str) -> bytes | None:
    """Return what the database holds of a person's key: nothing after an erasure."""
    with psycopg.connect(container.database_url) as connection:
        row = connection.execute("SELECT wrapped FROM vault.key WHERE person = %s", [person]).fetchone()
    assert row is not None
    wrapped: bytes | None = row[0]
    return wrapped
