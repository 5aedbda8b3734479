"""Commands that look: each in both forms, against a real database."""

import pytest

from domain.cycle.plan import Plan
from tests.kit.ledger import LESSON, MENTEE_NAME, MENTOR_NAME, Ledger
from tests.kit.terminal import Terminal


def test_relationships_are_listed_with_their_waiting_line(terminal: Terminal, ledger: Ledger) -> None:
    """Every relationship is there, with where it stands and what it waits for."""
    lines = {line["relationship"]: line for line in terminal.json("relationship", "list")}
    assert lines.keys() == {ledger.active, ledger.offered}
    assert lines[ledger.offered]["status"] == "offered"
    assert lines[ledger.offered]["line"].startswith("waiting ")
    assert "answer to the offer" in lines[ledger.offered]["line"]
    printed = terminal.run("relationship", "list").stdout
    assert ledger.active in printed
    assert "answer to the offer" in printed


@pytest.mark.parametrize(
    ("options", "listed"),
    [
        (["--status", "active"], ["active"]),
        (["--status", "winding-up"], []),
        (["--cycle", "cycle-elsewhere"], []),
        (["--attention"], ["active", "offered"]),
        (["--limit", "1"], ["active"]),
    ],
)
def test_the_list_can_be_narrowed(
    terminal: Terminal, ledger: Ledger, options: list[str], listed: list[str]
) -> None:
    """Each option leaves what it says."""
    found = terminal.json("relationship", "list", *options)
    assert [line["relationship"] for line in found] == [getattr(ledger, name) for name in listed]


def test_pages_follow_each_other(terminal: Terminal, ledger: Ledger) -> None:
    """A full page says how to get the next one."""
    page = terminal.run("relationship", "list", "--limit", 1)
    assert f"--after {ledger.active}" in page.stderr
    found = terminal.json("relationship", "list", "--after", ledger.active)
    assert [line["relationship"] for line in found] == [ledger.offered]


def test_an_unknown_status_is_explained(terminal: Terminal) -> None:
    """Wrong use ends with 2 and lists what is known."""
    result = terminal.run("relationship", "list", "--status", "asleep", code=2)
    assert "winding_up" in result.stderr


def test_names_are_opened_only_on_demand(terminal: Terminal, ledger: Ledger) -> None:
    """Tables show opaque ids, unless somebody asks for names."""
    for command in (["list"], ["show", ledger.active], ["why", ledger.active]):
        closed = terminal.run("relationship", *command).output
        assert MENTOR_NAME not in closed
        assert MENTEE_NAME not in closed
        opened = terminal.run("relationship", *command, "--names").stdout
        assert MENTOR_NAME in opened
        assert MENTEE_NAME in opened


def test_names_come_with_json_too(terminal: Terminal, ledger: Ledger) -> None:
    """A program that asks for names finds them beside the ids."""
    shown = terminal.json("relationship", "show", ledger.active, "--names")
    assert {member["name"] for member in shown["state"]["members"]} == {MENTOR_NAME, MENTEE_NAME}
    assert "name" not in terminal.json("relationship", "show", ledger.active)["state"]["members"][0]


@pytest.mark.parametrize("cut", [len("relationship-") + 4, None])
def test_a_relationship_is_found_by_its_beginning(
    terminal: Terminal, ledger: Ledger, cut: int | None
) -> None:
    """Enough of an identifier is an identifier, with or without its prefix."""
    given = ledger.active[:cut]
    for name in (given, given.removeprefix("relationship-")):
        assert terminal.json("relationship", "show", name)["relationship"] == ledger.active


def test_a_beginning_of_several_or_none_is_refused(terminal: Terminal, ledger: Ledger) -> None:
    """The message says which of the two it is."""
    assert ledger.active[:13] == ledger.offered[:13]
    several = terminal.error("relationship", "why", "relationship-", code=1)
    assert several["type"] == "several_relationships"
    assert terminal.error("relationship", "why", "zzz", code=1)["type"] == "no_such_relationship"


def test_a_relationship_is_shown_as_it_was(terminal: Terminal, ledger: Ledger) -> None:
    """At the position of its first event it was proposed; before that it did not exist."""
    events = terminal.run("events", "tail", "--stream", ledger.active, "--after", 0).stdout.splitlines()
    first = int(events[0].split()[0])
    then = terminal.json("relationship", "show", ledger.active, "--at-position", first)
    assert (then["state"]["status"], then["version"]) == ("proposed", 1)
    assert terminal.json("relationship", "show", ledger.active)["state"]["status"] == "active"
    early = terminal.error("relationship", "show", ledger.active, "--as-of", "2001-01-01", code=1)
    assert early["type"] == "not_yet_there"


def test_why_tells_what_comes_next_and_what_came_before(terminal: Terminal, ledger: Ledger) -> None:
    """The wait, who can act, the engine's next steps in order, the latest events, and where to look on."""
    why = terminal.json("relationship", "why", ledger.offered)
    assert why["line"].startswith("waiting ")
    assert why["who"] == [ledger.mentor, ledger.mentee]
    assert why["since"].startswith("2026-01-05T09:00")
    assert [step["what"] for step in why["next"]] == [
        "sends reminder 1",
        "escalates to the coordinator",
        "lets the offer expire",
    ]
    assert [event["type"] for event in why["recent"]] == ["relationship.proposed", "relationship.offered"]
    assert why["temporal"] == {"command": f"temporal workflow describe -w {ledger.offered}", "ui": None}
    printed = terminal.run("relationship", "why", ledger.offered).stdout
    assert "lets the offer expire" in printed
    assert why["temporal"]["command"] in printed


def test_cycles_are_listed_and_shown(terminal: Terminal, ledger: Ledger) -> None:
    """Phase, waiting line, dates, funnel and measures."""
    [line] = terminal.json("cycle", "list", "--programme", "graduate")
    assert (line["cycle"], line["phase"]) == (ledger.cycle, "draft")
    assert "the sponsor's approval" in line["line"]
    assert ledger.cycle in terminal.run("cycle", "list").stdout
    shown = terminal.json("cycle", "show", ledger.cycle)
    assert shown["plan"].keys() == Plan.model_fields.keys()
    assert [each["proposed"] for each in shown["funnel"]["relationships"]] == [2]
    assert {each["verdict"] for each in shown["measures"]} == {"suppressed", "not yet measurable"}
    printed = terminal.run("cycle", "show", ledger.cycle).stdout
    assert "the sponsor's approval" in printed
    assert "winding up" in printed


def test_an_unknown_cycle_is_refused(terminal: Terminal) -> None:
    """The error names what was asked for."""
    assert "cycle-x" in terminal.error("cycle", "show", "cycle-x", code=1)["detail"]


def test_lessons_stay_sealed_until_they_are_opened(terminal: Terminal, ledger: Ledger) -> None:
    """The list shows where a lesson comes from; its words only when asked."""
    [closed] = terminal.json("lessons", "list")
    assert (closed["lesson"], closed["relationship"]) == (ledger.lesson, ledger.active)
    assert LESSON not in terminal.run("lessons", "list").output
    assert terminal.json("lessons", "list", "--open", "--cycle", ledger.cycle)[0]["words"] == LESSON
    assert LESSON in terminal.run("lessons", "list", "--open").stdout
    assert terminal.json("lessons", "list", "--published") == []
