"""A worker that is killed in the middle of a cycle, and started again."""

import pytest
from typer.testing import CliRunner

from audit.kept import DatabaseLog
from audit.verify import verify
from bootstrap.settings import variable
from cli.main import app
from projections.read_models import PROJECTIONS
from projections.shadow import verify as compare_with_rebuild
from tests.kit.rehearsal import Rehearsed


def test_every_relationship_ends_although_the_worker_was_killed(rehearsed: Rehearsed) -> None:
    """Every relationship that was started is closed with an outcome."""
    assert rehearsed.killed
    outcomes = [each.outcome for each in rehearsed.result.relationships]
    assert len(outcomes) >= 8
    assert None not in outcomes


def test_no_event_is_stored_twice_although_the_worker_was_killed(rehearsed: Rehearsed) -> None:
    """No event id and no place in a stream occurs twice, and the log verifies."""
    verification = verify(DatabaseLog(rehearsed.container.database_url))
    assert verification.findings == ()


def test_audit_verify_exits_with_zero_after_the_kill(
    rehearsed: Rehearsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`mentoring audit verify` finds no differences."""
    monkeypatch.setenv(variable("home"), str(rehearsed.container.settings.home))
    answer = CliRunner().invoke(app, ["audit", "verify", "-o", "json"])
    assert answer.exit_code == 0, answer.output


def test_the_read_models_equal_a_rebuild_after_the_kill(rehearsed: Rehearsed) -> None:
    """What readers see is what the log amounts to."""
    for projection in PROJECTIONS:
        comparison = compare_with_rebuild(rehearsed.container.database_url, projection)
        assert comparison.differences == (), projection.name
