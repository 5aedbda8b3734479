"""What people write about the engine: every link, command, program and name in it is real."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final, get_args

import pytest
from pydantic import TypeAdapter

import bootstrap.commands
import bootstrap.databases
import bootstrap.temporal
import projections.errors
import rehearsal.home
import vault.errors
from activities.messages import Answer, Request
from bootstrap.settings import SECRETS_DIR, Settings, variable
from cli.exits import MEANING
from cli.main import NOUNS
from domain.catalogue import AGGREGATES, REGISTRY
from domain.cycle import CycleCommand
from domain.errors import MentoringError
from eventstore.testing import EventStoreContract
from projections.status import Health
from tests.kit.documents import REFERENCE, ROOT, Document, document, documents, refused
from tests.kit.terminal import Terminal

PAGES: Final = documents()
AUDIT, INTEGRATE, OPERATE = (document(f"docs/howto/{name}.md") for name in ("audit", "integrate", "operate"))

SETTINGS: Final = {variable(field) for field in Settings.model_fields} | {SECRETS_DIR}

WITHOUT_ENGINE: Final = (["programme", "check"], ["roster", "check"])

ROLES: Final = ROOT / "eventstore" / "sql" / "0001_roles.sql"

RAISING: Final = (
    bootstrap.commands,
    bootstrap.databases,
    bootstrap.temporal,
    projections.errors,
    rehearsal.home,
    vault.errors,
)
"""Modules whose errors the text names; importing them makes their classes known."""

LOG_KEYS: Final = {"command_id", "correlation_id", "duration_ms", "run_id"}

OUT_OF_PLACE: Final = {
    "advertising": r"seamless|effortless|blazing|cutting.edge|world.class|state.of.the.art|robust|powerful",
    "filler": r"simply|easily|obviously|of course|please note",
    "American spelling": r"\w*(?:organiz|recogniz|summariz|analyz|initializ)\w*|behavior|color|center",
    "something unfinished": r"TODO|FIXME|TBD|XXX",
    "one machine": r"/(?:tmp|work|root|home)\b",
    "a number that nobody can look up": r"issue \d+|ticket \d+",
}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_resolves(page: Document) -> None:
    """Each file is there, and each heading."""
    broken = []
    for link in page.links:
        path, _, heading = link.partition("#")
        target = (page.path.parent / path).resolve() if path else page.path
        if not target.exists() or (heading and heading not in document(target).anchors):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_command_exists_as_it_is_shown(page: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """Command, arguments and options are those of the program; so are the targets of make."""
    monkeypatch.chdir(ROOT)
    wrong = [(words, why) for words in page.commands("mentoring") if (why := refused(words))]
    assert wrong == []
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [words for words in page.commands("make") if words[0] not in targets] == []


def test_commands_that_need_no_engine_succeed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever copies them sees what the text says."""
    monkeypatch.chdir(ROOT)
    shown = chain.from_iterable(page.commands("mentoring") for page in PAGES)
    ready = [words for words in shown if words[:2] in WITHOUT_ENGINE or words[-1:] == ["--help"]]
    assert len(ready) >= 4
    for words in ready:
        Terminal({}).run(*words)


@pytest.mark.parametrize("page", [page for page in PAGES if page.blocks("python")], ids=str)
def test_every_program_is_python(page: Document) -> None:
    """Each block compiles; the integration tests run them."""
    assert len(page.programs()) == len(page.blocks("python"))


def test_a_store_is_held_to_the_contract_as_shown(tmp_path: Path) -> None:
    """The example is a test module: pytest finds the whole contract in it, and the twin keeps it."""
    [example] = [block for block in INTEGRATE.blocks("python") if "EventStoreContract" in block]
    (tmp_path / "pytest.ini").write_text("[pytest]")
    (tmp_path / "test_my_store.py").write_text(example)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    promises = sum(name.startswith("test_") for name in dir(EventStoreContract))
    assert f"{promises} passed" in ran.stdout, ran.stdout


def test_the_request_and_the_answer_are_those_of_the_engine() -> None:
    """The JSON that other languages send and get is what the workflows take and give."""
    request, answer = INTEGRATE.blocks("json")
    command = Request.model_validate_json(request).command
    assert TypeAdapter[CycleCommand](CycleCommand).validate_python(command).kind == "hand_over_cycle"
    assert Answer.model_validate_json(answer).model_dump(mode="json") == json.loads(answer)
    [words] = INTEGRATE.commands("temporal")
    assert words[words.index("--update-id") + 1] == json.loads(request)["command_id"]


def test_the_example_of_a_leaf_hash_is_right() -> None:
    """What the shell computes from the envelope is the hash that is shown."""
    [example] = [block for block in AUDIT.blocks("console") if "printf" in block]
    found = re.search(r"printf '\\0%s' '(.*)' \| sha256sum\n([0-9a-f]{64})  -\n", example)
    assert found is not None
    envelope, shown = found.groups()
    assert sha256(b"\0" + envelope.encode()).hexdigest() == shown
    [pattern] = [block.strip() for block in AUDIT.blocks("text") if block.startswith("{")]
    assert list(json.loads(envelope)) == re.findall(r'"(\w+)":', pattern)


def test_every_setting_and_event_type_in_the_text_exists() -> None:
    """Nobody looks for what is not there."""
    text = "\n".join(page.text for page in PAGES)
    assert set(re.findall(r"\b(?:MENTORING_\w+|DATABASE_URL)\b", text)) <= SETTINGS
    categories = "|".join([*AGGREGATES, "projection"])
    types = {event.type for event in REGISTRY}
    assert set(re.findall(rf"`((?:{categories})\.\w+)`", text)) <= types


def test_the_tables_of_errors_symptoms_and_roles_are_those_of_the_program() -> None:
    """Classes and codes of errors, states of read models, roles of the database."""
    errors = set(_below(MentoringError))
    raised = re.findall(r"^\| (`[A-Z].*?) \|", INTEGRATE.text, re.MULTILINE)
    assert len(raised) > 4
    assert set(re.findall(r"\w+", " ".join(raised))) <= {error.__name__ for error in errors}
    symptoms = " ".join(re.findall(r"^\| (.*?) \|", OPERATE.text, re.MULTILINE))
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", symptoms)) <= {error.code for error in errors} | LOG_KEYS
    assert set(re.findall(r"a read model says `(.*?)`", symptoms)) <= set(get_args(Health))
    made = re.findall(r"^\s+'(mentoring_\w+)'", ROLES.read_text(), re.MULTILINE)
    assert re.findall(r"^\| `(mentoring_\w+)`", AUDIT.text, re.MULTILINE) == made


def test_the_reference_mentions_everything() -> None:
    """Each setting, command group, event type and exit code."""
    pages = {path.name: path.read_text("utf-8") for path in REFERENCE.glob("*.md")}
    assert [name for name in SETTINGS if f"`{name}`" not in pages["settings.md"]] == []
    assert [name for name in NOUNS if f"## mentoring {name}\n" not in pages["cli.md"]] == []
    assert [event.type for event in REGISTRY if f"### {event.type}\n" not in pages["events.md"]] == []
    assert [
        code for code, text in MEANING.items() if f"| {code.value} | {text} |" not in pages["cli.md"]
    ] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    """File and title carry the same number."""
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    for number, page in enumerate(pages, 1):
        assert page.name.startswith(f"{number:04}-")
        assert page.read_text().startswith(f"# {number}. ")


@pytest.mark.parametrize("kind", OUT_OF_PLACE)
def test_nothing_is_out_of_place(kind: str) -> None:
    """No document advertises, pads, or speaks of what its reader cannot know."""
    pattern = re.compile(rf"(?<![\w-])(?:{OUT_OF_PLACE[kind]})(?!\w)", re.IGNORECASE)
    found = {str(page): pattern.findall(page.text) for page in PAGES}
    assert {page: words for page, words in found.items() if words} == {}


def _below(kind: type[MentoringError]) -> Iterator[type[MentoringError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _below(each)
