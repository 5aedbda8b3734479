"""What the documents show, done: commands that look, programs, and the setting up of a database."""

import asyncio
import json
import os
import subprocess
import sysconfig
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from itertools import chain
from pathlib import Path
from threading import Event, Thread
from typing import Final

import psycopg
import pytest

from bootstrap.container import Container
from bootstrap.embedded_postgres import EmbeddedPostgres
from bootstrap.settings import variable
from bootstrap.work import work
from eventstore.testing import LATE
from projections.progress import wait_for
from projections.read_models import PROJECTIONS
from projections.runner import Runner
from tests.kit.documents import document, documents
from tests.kit.rehearsal import Rehearsed
from tests.kit.terminal import Terminal

LOOKING: Final = (
    ["audit", "verify"],
    ["cycle", "list"],
    ["cycle", "show"],
    ["events", "tail"],
    ["lessons", "list"],
    ["projections", "parked"],
    ["projections", "status"],
    ["projections", "verify"],
    ["relationship", "list"],
    ["relationship", "show"],
    ["relationship", "why"],
)
"""Commands that change nothing, and end by themselves."""

ENDLESS: Final = {"--follow"}
THEN: Final = {"--as-of"}
"""Asks for a day in the year of whoever reads, on which a rehearsal of today had not begun."""


@pytest.fixture
def rehearsed_terminal(rehearsed: Rehearsed) -> Terminal:
    """A terminal that looks at a rehearsed cycle."""
    home = str(rehearsed.container.settings.home)
    return Terminal({variable("home"): home, "DATABASE_URL": "", "TEMPORAL_ADDRESS": ""})


def test_commands_that_look_succeed_after_a_rehearsal(
    rehearsed: Rehearsed, rehearsed_terminal: Terminal
) -> None:
    """Each one in README, tutorial and how-tos, with identifiers that exist in place of the dots."""
    real = {
        "cycle-…": rehearsed.result.funnel.cycle,
        "relationship-…": rehearsed.result.relationships[0].relationship,
    }
    shown = chain.from_iterable(page.commands("mentoring") for page in documents())
    looking = {
        tuple(real.get(word, word) for word in words)
        for words in shown
        if words[:2] in LOOKING and not (ENDLESS | THEN) & set(words)
    }
    assert {words[:2] for words in looking} == {tuple(words) for words in LOOKING}
    for words in sorted(looking):
        rehearsed_terminal.run(*words)


async def test_the_programs_for_auditors_hold_for_a_rehearsed_cycle(
    rehearsed: Rehearsed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Leaf hashes, match runs and a workflow are recomputed as the text shows it."""
    monkeypatch.setenv(variable("home"), str(rehearsed.container.settings.home))
    monkeypatch.setenv("DATABASE_URL", rehearsed.container.database_url)
    await document("docs/howto/audit.md").run()
    said = capsys.readouterr().out
    assert f"{rehearsed.container.store.head().position} events, each as it was recorded" in said
    assert said.count("proposals, computed again") == len(rehearsed.result.matches)
    assert "replays" in said


@pytest.fixture
async def at_work(
    terminal: Terminal, temporal_address: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Terminal]:
    """A terminal, and this process, with an engine whose worker and projector run."""
    environment = {**terminal.environment, "TEMPORAL_ADDRESS": temporal_address}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    container, stop, over = Container(), asyncio.Event(), Event()
    projecting = Thread(target=Runner(container.database_url, PROJECTIONS).run, args=[over])
    projecting.start()
    working = asyncio.create_task(work(container, stop))
    yield Terminal(environment)
    stop.set()
    over.set()
    await working
    projecting.join()
    container.close()


def everything_is_projected() -> None:
    """Wait until the read models have seen the whole log."""
    with closing(Container()) as container, closing(container.read_connection()) as connection:
        for projection in PROJECTIONS:
            wait_for(connection, projection, container.store.head().position, LATE)


async def test_another_service_integrates_as_it_is_told(at_work: Terminal, tmp_path: Path) -> None:
    """The program registers somebody, starts a cycle and applies; another language hands the cycle over."""
    page = document("docs/howto/integrate.md")
    names = await page.run()
    cycle, person = names["cycle"], names["ama"]
    await asyncio.to_thread(everything_is_projected)
    shown = at_work.json("cycle", "show", cycle)
    assert (shown["phase"], len(shown["neutral_parties"])) == ("recruiting", 2)
    assert [each["applied"] for each in shown["funnel"]["applications"]] == [1]
    assert at_work.json("audit", "verify")["verified"] is True
    log = at_work.run("events", "tail", "--after", 0, "-o", "json").stdout
    assert person in log
    assert "Ama Mensah" not in log

    request = tmp_path / "request.json"
    request.write_text(page.blocks("json")[0].replace("cycle-…", cycle), encoding="utf-8")
    [words] = page.commands("temporal")
    program = Path(sysconfig.get_path("scripts")) / "temporal"
    arguments = [word.replace("cycle-…", cycle).replace("request.json", str(request)) for word in words]
    command = [str(program), *arguments, "--output", "json"]
    done = await asyncio.to_thread(typed, command, {**os.environ, **at_work.environment})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["result"]["events"] == ["cycle.handed_over"]

    imports = [words for words in page.commands("mentoring") if "history.jsonl" in words]
    assert len(imports) == 2
    for words in imports:
        said = at_work.json(*(str(names["history"]) if word == "history.jsonl" else word for word in words))
        assert (said["given"], said["unknown"]) == (4, {"rating.given": 2})
    assert said["new"] == 4
    assert at_work.json("audit", "verify")["verified"] is True


def typed(command: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command as a shell would, and return what it printed."""
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=LATE.total_seconds()
    )


def test_an_existing_postgresql_is_set_up_as_it_is_told(
    fresh_server: EmbeddedPostgres, tmp_path: Path
) -> None:
    """One login migrates, one runs the engine, one audits, and each can do its part and no more."""
    fresh_server.start("postgres")
    make, grant = document("docs/howto/operate.md").blocks("sql")
    auditor, _ = document("docs/howto/audit.md").blocks("sql")
    execute(fresh_server.url("postgres"), make)
    login = {
        name: fresh_server.url("mentoring").replace("postgres@", f"{name}@")
        for name in ("mentoring_deploy", "mentoring_app", "auditor")
    }
    terminals = {
        name: Terminal({"DATABASE_URL": url, "MENTORING_HOME": str(tmp_path), "TEMPORAL_ADDRESS": ""})
        for name, url in login.items()
    }
    terminals["mentoring_deploy"].run("db", "migrate")
    terminals["mentoring_deploy"].run("db", "status")
    execute(login["mentoring_deploy"], grant)
    execute(fresh_server.url("mentoring"), auditor)

    engine = terminals["mentoring_app"]
    Runner(login["mentoring_app"], PROJECTIONS).catch_up()
    for words in ("events tail", "cycle list", "lessons list --open", "projections rebuild cycles --shadow"):
        engine.run(*words.split())
    engine.run("audit", "verify", code=5)
    terminals["auditor"].run("audit", "verify")
    terminals["auditor"].run("cycle", "list", code=5)


def execute(url: str, script: str) -> None:
    """Run a script of SQL, one statement after the other."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in filter(str.strip, script.split(";")):
            connection.execute(statement.encode())
