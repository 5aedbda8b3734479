"""Erasing a person."""

from tests.kit.ledger import MENTEE_NAME, MENTOR_NAME, Ledger
from tests.kit.terminal import Terminal


def test_an_erased_person_is_gone_and_the_log_still_verifies(terminal: Terminal, ledger: Ledger) -> None:
    """The name reads [erased] wherever it stood, others keep theirs, and every proof still holds."""
    erased = terminal.json("person", "erase", ledger.mentor, "--reason", "request", "--yes")
    assert erased["duplicate"] is False
    shown = terminal.run("relationship", "show", ledger.active, "--names").stdout
    assert MENTOR_NAME not in shown
    assert "[erased]" in shown
    assert MENTEE_NAME in shown
    assert terminal.json("audit", "verify")["verified"] is True


def test_the_erasure_is_recorded(terminal: Terminal, ledger: Ledger) -> None:
    """Who ordered it, why as a class, and which key was destroyed."""
    erased = terminal.json(
        "person", "erase", ledger.mentor, "--reason", "legal_duty", "--by", "person-officer", "--yes"
    )
    [recorded] = terminal.run("events", "tail", "--limit", 1, "-o", "json").stdout.splitlines()
    assert '"type":"person.personal_data_erased"' in recorded
    assert f'"data":{{"by":"person-officer","key":"{erased["key"]}","reason":"legal_duty"}}' in recorded


def test_erasing_again_changes_nothing(terminal: Terminal, ledger: Ledger) -> None:
    """The same key, the same place in the log, and the answer says that it was so before."""
    first = terminal.json("person", "erase", ledger.mentor, "--reason", "request", "--yes")
    again = terminal.json("person", "erase", ledger.mentor, "--reason", "request", "--yes")
    assert again == {**first, "duplicate": True}
    assert (
        "as it was before"
        in terminal.run("person", "erase", ledger.mentor, "--reason", "request", "--yes").stderr
    )


def test_without_a_confirmation_nothing_is_erased(terminal: Terminal, ledger: Ledger) -> None:
    """Nobody at a terminal can say yes, so the command asks for --yes."""
    result = terminal.run("person", "erase", ledger.mentor, "--reason", "request", code=1, typed="y\n")
    assert "--yes" in result.stderr
    assert MENTOR_NAME in terminal.run("relationship", "show", ledger.active, "--names").stdout


def test_an_unknown_person_is_not_erased(terminal: Terminal, ledger: Ledger) -> None:
    """A slip of the pen destroys no key and records nothing."""
    assert ledger
    error = terminal.error("person", "erase", "person-x", "--reason", "request", "--yes", code=1)
    assert error["type"] == "no_such_person"
    assert terminal.run("events", "tail", "--stream", "person-x").stdout == ""


def test_a_reason_outside_the_classes_is_refused(terminal: Terminal, ledger: Ledger) -> None:
    """A free text could hold what was to be erased."""
    result = terminal.run("person", "erase", ledger.mentor, "--reason", "she asked", "--yes", code=2)
    assert "consent_withdrawn" in result.stderr
