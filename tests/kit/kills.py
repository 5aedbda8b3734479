"""A run in which everything that takes part is killed, again and again, in the middle of its work."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Final

import psycopg
from psycopg import sql

from bootstrap.embedded_postgres import EmbeddedPostgres
from eventstore.migrate import migrate
from projections.connection import connect
from projections.progress import wait_for
from projections.status import status
from tests.kit.errands import Answer
from tests.kit.looking import WITHIN
from tests.kit.postgres import SOURCES
from tests.kit.projector import EXAMPLES
from tests.kit.tallies import create_tables
from tests.kit.victims import Projector, Server, Writer

DATABASE: Final = "log"
WRITERS: Final = 3
PROJECTORS: Final = 2
ERRANDS: Final = 12
"""How many errands each writer may have open: what bounds the length of the run."""

DECK: Final = ("writer", "writer", "projector", "projector", "backend", "server")
"""Who is killed, in an order that the dice decide anew each time around."""

SEED: Final = 20300601


@dataclass(frozen=True)
class Aftermath:
    """What is left when the killing is over and everybody has caught up.

    Attributes:
        database: The URL of the database.
        killed: How often whom.
        answers: What each writer was told by the log.
        torn: Which read model did not say what the log said up to its checkpoint, and after how many kills.
    """

    database: str
    killed: Mapping[str, int]
    answers: Mapping[str, list[Answer]]
    torn: list[tuple[int, str]]


def outlive(server: EmbeddedPostgres, kills: int) -> Aftermath:
    """Kill so often, then let everything catch up."""
    database = server.start(DATABASE)
    migrate(database, SOURCES)
    create_tables(database)
    dice, killed, torn = Random(SEED), Counter[str](), list[tuple[int, str]]()
    with _started(database) as (writers, projectors):
        for number, victim in enumerate(_victims(dice, kills)):
            for writer in writers:
                writer.ask(ERRANDS)
            chosen = dice.choice(writers)
            # Not for all of them: it must be at work when somebody is killed.
            chosen.until_answered(dice.randrange(1, ERRANDS))
            torn += [(number, table) for table in _torn(database)]
            match victim:
                case "writer":
                    chosen.kill()
                case "projector":
                    _until_applied(database, dice)
                    dice.choice(projectors).kill()
                case "backend":
                    Server(server, DATABASE).kill_backend(dice)
                case "server":
                    Server(server, DATABASE).crash()
            killed[victim] += 1
        for writer in writers:
            writer.until_answered()
        _until_caught_up(database)
    torn += [(kills, table) for table in _torn(database)]
    return Aftermath(database, killed, {writer.name: writer.answers for writer in writers}, torn)


@contextmanager
def _started(database: str) -> Iterator[tuple[list[Writer], list[Projector]]]:
    writers = [Writer(database, f"writer{number}") for number in range(WRITERS)]
    projectors = [Projector(database) for _ in range(PROJECTORS)]
    everybody = (*writers, *projectors)
    try:
        yield writers, projectors
        for victim in everybody:
            victim.check()
    finally:
        for victim in everybody:
            victim.end()


def _victims(dice: Random, kills: int) -> Iterator[str]:
    for kill in range(kills):
        if kill % len(DECK) == 0:
            deck = dice.sample(DECK, len(DECK))
        yield deck[kill % len(DECK)]


def _until_applied(database: str, dice: Random) -> None:
    """Wait until a projection has come some way to the present end of the log."""
    projection = dice.choice(EXAMPLES)
    with connect(database) as watcher:
        [standing] = status(watcher, [projection])
        goal = dice.randint(standing.position, standing.head)
        wait_for(watcher, projection, goal, WITHIN)


def _until_caught_up(database: str) -> None:
    with connect(database) as watcher:
        standings = status(watcher, EXAMPLES)
        for projection, standing in zip(EXAMPLES, standings, strict=True):
            wait_for(watcher, projection, standing.head, WITHIN)


def _torn(database: str) -> list[str]:
    """Return the tables that do not count just the events up to their checkpoint, seen at one moment."""
    torn = []
    with psycopg.connect(database) as connection:
        for table in ("tally", "count"):
            query = sql.SQL(
                """SELECT (SELECT coalesce(sum(events), 0) FROM read.{table}), count(e.position)
                   FROM projections.checkpoint AS c
                   LEFT JOIN log.event AS e ON e.position <= c.position AND e.type = 'tally.counted'
                   WHERE c.projection = {name}"""
            ).format(table=sql.Identifier(table), name=table)
            [(kept, recorded)] = connection.execute(query).fetchall()
            if kept != recorded:
                torn.append(table)
    return torn
