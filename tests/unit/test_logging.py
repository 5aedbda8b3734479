import json
import logging
import warnings
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
import structlog
from pydantic import ValidationError

from bootstrap.logging import HANDLER, configure
from domain.command import Command
from domain.sealed import Sealed
from vault.memory import InMemoryVault

BOX = InMemoryVault().seal("person-1", "I would rather not say", command_id="command-1", field="reason")


class Asked(Command):
    """A command for the examples."""

    days: int


@pytest.fixture
def written() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Log in JSON to a string, and return the lines written so far when called."""
    stream = StringIO()
    level = logging.getLogger().level
    configure("info", "json", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if each.get_name() != HANDLER]
    root.setLevel(level)
    structlog.reset_defaults()
    logging.captureWarnings(False)  # noqa: FBT003 - the standard library's signature


Written = Callable[[], list[dict[str, Any]]]


def test_a_command_is_one_line_of_json(written: Written) -> None:
    """Our own line carries its keys, its level, its logger and a UTC time."""
    structlog.get_logger("commands").info(
        "accepted",
        stream="relationship-1",
        correlation_id="c",
        actor="person-1",
        command="accept",
        duration_ms=3,
    )
    [line] = written()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "accepted",
        "level": "info",
        "logger": "commands",
        "stream": "relationship-1",
        "correlation_id": "c",
        "actor": "person-1",
        "command": "accept",
        "duration_ms": 3,
    }


def test_other_libraries_write_into_the_same_stream(written: Written) -> None:
    """A line of the standard library's logging looks like ours, extra facts included."""
    logging.getLogger("psycopg").warning("error connecting in %r", "pool-1", extra={"attempt": 2})
    [line] = written()
    assert (line["event"], line["level"], line["logger"]) == (
        "error connecting in 'pool-1'",
        "warning",
        "psycopg",
    )
    assert line["attempt"] == 2


def test_a_line_from_a_workflow_has_its_stream(written: Written) -> None:
    """What Temporal attaches to a line becomes the key that all our lines use."""
    about = {"workflow_id": "relationship-1", "run_id": "run-1", "attempt": 1, "task_queue": "mentoring"}
    logging.getLogger("temporalio.workflow").info("closed", extra={"temporal_workflow": about})
    [line] = written()
    assert (line["stream"], line["run_id"]) == ("relationship-1", "run-1")
    assert "temporal_workflow" not in line


def test_warnings_join_the_stream(written: Written) -> None:
    """What Python would print about a deprecation or the like is a line like every other."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("soon gone", FutureWarning, stacklevel=1)
    [line] = written()
    assert (line["level"], line["logger"]) == ("warning", "py.warnings")
    assert "FutureWarning: soon gone" in line["event"]


def test_bound_context_reaches_every_line(written: Written) -> None:
    """A correlation bound for a while is on foreign lines as well as on ours."""
    with structlog.contextvars.bound_contextvars(correlation_id="c-1"):
        structlog.get_logger().info("ours")
        logging.getLogger("other").info("theirs")
    assert [line["correlation_id"] for line in written()] == ["c-1", "c-1"]


def test_less_severe_lines_are_left_out(written: Written) -> None:
    """Nothing below the level is written, neither ours nor others'."""
    structlog.get_logger().debug("ours")
    logging.getLogger("other").debug("theirs")
    assert written() == []


@pytest.mark.parametrize("value", [BOX, BOX.model_dump(), {"a": [BOX]}, (BOX,)])
def test_sealed_texts_are_not_logged(written: Written, value: Sealed | object) -> None:
    """A sealed text stays out of the log even as ciphertext, however deep it is in a value."""
    structlog.get_logger().info("heard", reason=value)
    text = json.dumps(written())
    assert "<sealed>" in text
    assert BOX.box not in text


def test_addresses_are_obscured_wherever_they_are(written: Written) -> None:
    """An e-mail address is hidden in the text, in a value, in a nested value and in a traceback."""
    try:
        int("zoë.o-neil@mail.example.org")
    except ValueError:
        structlog.get_logger().exception(
            "to <anna@example.org>", to="anna@example.org", tried=["anna@example.org"]
        )
    logging.getLogger("smtp").error("refused %s", "anna@example.org")
    assert "example.org" not in json.dumps(written(), ensure_ascii=False)
    assert "invalid literal for int() with base 10: '<address>'" in written()[0]["exception"]


def test_a_refused_value_is_obscured(written: Written) -> None:
    """The value that a validation complains about is not repeated in the log."""
    name = "Anna Lindqvist"
    try:
        Asked.model_validate({"days": name})
    except ValidationError:
        logging.getLogger("ours").exception("bad command")
    text = json.dumps(written())
    assert "Lindqvist" not in text
    assert "Input should be a valid integer" in text


def test_a_terminal_gets_text(written: Written) -> None:
    """The console form is for reading: no JSON, and just as discreet."""
    assert written() == []
    stream = StringIO()
    configure("info", "console", stream)
    structlog.get_logger().info("heard", who="anna@example.org")
    assert "heard" in stream.getvalue()
    assert "<address>" in stream.getvalue()
    assert not stream.getvalue().startswith("{")
