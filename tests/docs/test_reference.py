"""The generated reference: complete, linked, and known to be stale when it is."""

import re
from pathlib import Path

import pytest

from docs.generate import PAGES, generate, main, stale
from docs.generation.commands import UNIONS, members
from docs.generation.markdown import anchor
from domain.catalogue import AGGREGATES, REGISTRY

TEXT = {name: write() for name, write in PAGES.items()}


def test_a_page_that_was_just_written_is_not_stale(tmp_path: Path) -> None:
    """Writing twice gives the same text."""
    generate(tmp_path)
    assert stale(tmp_path) == []


def test_a_page_that_differs_or_is_missing_is_stale(tmp_path: Path) -> None:
    """The difference shows which line, and nothing is written by looking."""
    generate(tmp_path)
    policies = tmp_path / "policies.md"
    policies.write_text(policies.read_text().replace("# Policies", "# Politics"))
    (tmp_path / "cli.md").unlink()
    missing, changed = stale(tmp_path)
    assert "-# Politics\n+# Policies\n" in changed
    assert "+# Command line" in missing
    assert not (tmp_path / "cli.md").exists()


def test_checking_fails_on_a_stale_reference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check ends with 1 and says what to run; writing makes it end with 0."""
    monkeypatch.setattr("docs.generate.REFERENCE", tmp_path)
    assert main(["--check"]) == 1
    assert "run python docs/generate.py" in capsys.readouterr().err
    assert main([]) == 0
    assert main(["--check"]) == 0


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    """Each value that a field refers to has its section on the page."""
    headings = {anchor(heading) for heading in re.findall(r"^#+ (.*)$", TEXT[name], re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]*)\)", TEXT[name])) <= headings


def test_every_event_and_command_is_explained() -> None:
    """Each has a section that begins with a sentence."""
    for event in REGISTRY:
        assert re.search(
            rf"^### {re.escape(event.type)}\n\nVersion \d+\. \w", TEXT["events.md"], re.MULTILINE
        )
    assert UNIONS.keys() == AGGREGATES.keys()
    for union in UNIONS.values():
        for command in members(union):
            kind = command.model_fields["kind"].default
            assert re.search(rf"^### {kind}\n\n\w", TEXT["commands.md"], re.MULTILINE)


def test_every_policy_says_what_it_is() -> None:
    """No default stands without a sentence."""
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", TEXT["policies.md"], re.MULTILINE)
    assert len(rows) > 30
    assert [name for name, default, said in rows if not (default and said)] == []
