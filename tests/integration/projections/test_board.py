"""The relationship board against a real log."""

from dataclasses import replace

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.relationship import Status
from domain.relationship.commands import AnswerPulse
from domain.vocabulary import Outcome
from eventstore.postgres import PostgresEventStore
from projections.connection import connect
from projections.errors import NotOnTheBoard
from projections.queries.board import BoardFilter, get_relationship, list_relationships
from projections.read_models import PROJECTIONS
from projections.read_models.relationship_board import RELATIONSHIP_BOARD
from projections.rebuild import rebuild
from projections.runner import Runner
from tests.kit.history import record
from tests.kit.relationships import MENTEE, MENTOR, PEERS, Life, accepted, active, day, held, offered


def stored(store: PostgresEventStore, **lives: Life) -> None:
    """Record lives under their names."""
    for name, life in lives.items():
        record(store, f"relationship-{name}", *life.events)


def board(database: str) -> list[tuple[str]]:
    """Return every row of the board as text."""
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT b::text FROM read.relationship_board AS b ORDER BY stream")
        return rows.fetchall()


def test_a_line_says_where_a_relationship_stands(database: str, postgres_store: PostgresEventStore) -> None:
    """Status, members, agreement, meetings and deadline are those of the domain's own state."""
    life = held(active(), 30)
    stored(postgres_store, a=life)
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        line = get_relationship(connection, "relationship-a", now=day(31))
    assert line.status is Status.ACTIVE
    assert {member.person for member in line.members} == {MENTOR, MENTEE}
    assert (line.version, line.meetings_held, line.agreement_version) == (len(life.events), 2, 1)
    assert (line.last_meeting_at, line.planned_end) == (day(30), life.state.planned_end)


def test_the_waiting_line_is_as_of_the_moment_of_asking(
    database: str, postgres_store: PostgresEventStore
) -> None:
    """The same row says one day later that the wait is one day longer."""
    stored(postgres_store, a=offered())
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        lines = [get_relationship(connection, "relationship-a", now=day(n)).line for n in (2, 3)]
    assert lines[0].startswith("waiting 2 days for")
    assert lines[1].startswith("waiting 3 days for")


def test_filters_narrow_the_board(database: str, postgres_store: PostgresEventStore) -> None:
    """By cycle, status and person; together they must all hold."""
    stored(postgres_store, a=offered(), b=accepted(PEERS), c=offered(cycle="cycle-2"))
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:

        def names(**filters: object) -> list[str]:
            narrowed = BoardFilter.model_validate(filters)
            lines = list_relationships(connection, narrowed, now=day(1))
            return [line.relationship.removeprefix("relationship-") for line in lines]

        assert names() == ["a", "b", "c"]
        assert names(cycle="cycle-1") == ["a", "b"]
        assert names(status=Status.OFFERED) == ["a", "c"]
        assert names(person=MENTOR) == ["a", "c"]
        assert names(person=MENTOR, cycle="cycle-2") == ["c"]
        assert names(track="nowhere") == []


def test_attention_lists_what_was_escalated_and_what_is_overdue(
    database: str, postgres_store: PostgresEventStore
) -> None:
    """A silent offer was escalated; one whose deadline passed unserved points at the engine itself."""
    stored(postgres_store, escalated=offered().until(day(10)), fresh=offered(), calm=active())
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        soon = list_relationships(connection, BoardFilter(attention=True), now=day(2))
        later = list_relationships(connection, BoardFilter(attention=True), now=day(4))
    assert [line.relationship for line in soon] == ["relationship-escalated"]
    assert [(line.relationship, line.overdue) for line in later] == [
        ("relationship-escalated", False),
        ("relationship-fresh", True),
    ]


def test_pages_cover_the_board_without_overlap(database: str, postgres_store: PostgresEventStore) -> None:
    """Page by page, each after the last line of the one before, every relationship comes once."""
    stored(postgres_store, **{f"n{number}": offered() for number in range(7)})
    Runner(database, PROJECTIONS).catch_up()
    seen: list[str] = []
    with connect(database) as connection:
        while page := list_relationships(connection, now=day(0), after=seen[-1] if seen else "", limit=3):
            seen += [line.relationship for line in page]
    assert seen == [f"relationship-n{number}" for number in range(7)]


def test_an_unknown_relationship_is_refused(database: str) -> None:
    """The message names what was asked for."""
    with connect(database) as connection, pytest.raises(NotOnTheBoard, match="relationship-x"):
        get_relationship(connection, "relationship-x", now=day(0))


def test_answers_to_check_ins_add_up(database: str, postgres_store: PostgresEventStore) -> None:
    """The board keeps their sum, how many there were, and from how many people."""
    life = held(active(), 30).until(day(42))
    for person, score in ((MENTEE, 4), (MENTOR, 5)):
        life.do(AnswerPulse(person=person, score=score), day(43))
    stored(postgres_store, a=life)
    Runner(database, PROJECTIONS).catch_up()
    with psycopg.connect(database) as connection:
        row = connection.execute(
            "SELECT pulse_points, pulse_answers, pulse_people FROM read.relationship_board"
        )
        assert row.fetchone() == (9, 2, 2)


def test_an_ended_relationship_keeps_its_outcome(database: str, postgres_store: PostgresEventStore) -> None:
    """The end and the way to it are on the line, and nothing waits any more."""
    stored(postgres_store, a=offered().until(day(20)))
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        line = get_relationship(connection, "relationship-a", now=day(21))
    assert (line.status, line.outcome, line.waiting) == (Status.CLOSED, Outcome.EXPIRED, None)
    assert line.line == "waiting for nobody"


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.integers(1, 40), min_size=1, max_size=4))
def test_rows_do_not_depend_on_how_events_were_batched(
    database: str, postgres_store: PostgresEventStore, batches: list[int]
) -> None:
    """Whatever the sizes of the batches, a rebuilt board equals the one built in one go."""
    if not postgres_store.head().position:
        stored(postgres_store, a=held(active(), 30, 58).until(day(400)), b=accepted(PEERS).until(day(90)))
        Runner(database, [RELATIONSHIP_BOARD]).catch_up()
    before = board(database)
    for size in batches:
        rebuild(database, replace(RELATIONSHIP_BOARD, batch=size))
    assert len(before) == 2
    assert board(database) == before
