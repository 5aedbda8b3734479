"""A side of the pool as columns of integers, so that one person is compared with all others at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.application.values import Competency
from domain.match_run.candidate import Candidate
from domain.vocabulary import LEADING

Column = NDArray[np.int64]
Places = dict[str, list[int]]
"""Positions on a side under the person they concern."""

UNKNOWN = -10_000
"""A number that somebody has not given."""


@dataclass(frozen=True)
class Codes:
    """Numbers for the codes of a whole pool, so that both sides speak alike."""

    department: dict[str, int]
    location: dict[str, int]
    language: dict[str, int]
    competency: dict[str, int]

    @classmethod
    def of(cls, pool: Iterable[Candidate]) -> "Codes":
        """Number every code that occurs in the pool."""
        people = list(pool)
        return cls(
            department=_numbered(each.department for each in people),
            location=_numbered(each.location for each in people),
            language=_numbered(code for each in people for code in each.languages),
            competency=_numbered(item.name for each in people for item in (*each.offers, *each.seeks)),
        )


@dataclass(frozen=True)
class Side:
    """Candidates who all lead, or who all do not.

    Attributes:
        people: The candidates, in canonical order.
        leads: Whether they offer places.
        department: Number of the department, or `UNKNOWN`.
        location: Number of the place, or `UNKNOWN`.
        offset: Minutes ahead of UTC, or `UNKNOWN`.
        level: Seniority, or `UNKNOWN`.
        capacity: How many relationships they can take on.
        trained: 1 where the training is done.
        on_leave: 1 where they are away.
        rematch: 1 where an earlier relationship ended through no act of theirs.
        waiting_days: How long they have waited.
        asked: 1 where they asked for somebody.
        languages: A row for each person, 1 where they speak the language.
        offers: A row for each person, the level offered or 0.
        seeks: A row for each person, the level sought or 0.
        spoken: How many languages each speaks.
        offered: How many competencies each offers.
        sought: How many competencies each seeks.
        positions: Where a person stands.
        avoided_by: Who avoids a person.
        failed_by: Who had an earlier relationship with a person.
        paired_by: Who has a relationship with a person now.
        preferred_by: Who asked for a person, with the rank (0 is first).
        managed_by: Who reports to a person, with the distance (0 is directly).
    """

    people: tuple[Candidate, ...]
    leads: bool
    department: Column
    location: Column
    offset: Column
    level: Column
    capacity: Column
    trained: Column
    on_leave: Column
    rematch: Column
    waiting_days: Column
    asked: Column
    languages: Column
    offers: Column
    seeks: Column
    spoken: Column
    offered: Column
    sought: Column
    positions: Places
    avoided_by: Places
    failed_by: Places
    paired_by: Places
    preferred_by: dict[str, list[tuple[int, int]]]
    managed_by: dict[str, list[tuple[int, int]]]

    def __len__(self) -> int:
        """How many people stand on this side."""
        return len(self.people)

    @classmethod
    def of(cls, people: Sequence[Candidate], codes: Codes) -> "Side":
        """Turn candidates into columns."""
        return cls(
            people=tuple(people),
            leads=any(each.role in LEADING for each in people),
            department=_column(codes.department.get(each.department or "") for each in people),
            location=_column(codes.location.get(each.location or "") for each in people),
            offset=_column(each.utc_offset for each in people),
            level=_column(each.level for each in people),
            capacity=_column(each.capacity for each in people),
            trained=_column(each.trained for each in people),
            on_leave=_column(each.on_leave for each in people),
            rematch=_column(each.rematch for each in people),
            waiting_days=_column(each.waiting_days for each in people),
            asked=_column(bool(each.prefers) for each in people),
            languages=_flags([each.languages for each in people], codes.language),
            offers=_levels([each.offers for each in people], codes.competency),
            seeks=_levels([each.seeks for each in people], codes.competency),
            spoken=_column(len(each.languages) for each in people),
            offered=_column(len(each.offers) for each in people),
            sought=_column(len(each.seeks) for each in people),
            positions=_listed(people, lambda each: (each.person,)),
            avoided_by=_listed(people, lambda each: each.avoids),
            failed_by=_listed(people, lambda each: each.failed_with),
            paired_by=_listed(people, lambda each: each.paired_with),
            preferred_by=_ranked(people, lambda each: each.prefers),
            managed_by=_ranked(people, lambda each: each.managers),
        )


def _numbered(codes: Iterable[str | None]) -> dict[str, int]:
    return {code: number for number, code in enumerate(sorted({code for code in codes if code}))}


def _column(values: Iterable[int | None]) -> Column:
    return np.array([UNKNOWN if value is None else value for value in values], dtype=np.int64)


def _flags(rows: Sequence[Sequence[str]], codes: dict[str, int]) -> Column:
    table = np.zeros((len(rows), len(codes)), dtype=np.int64)
    for at, row in enumerate(rows):
        table[at, [codes[code] for code in row]] = 1
    return table


def _levels(rows: Sequence[Sequence[Competency]], codes: dict[str, int]) -> Column:
    table = np.zeros((len(rows), len(codes)), dtype=np.int64)
    for at, row in enumerate(rows):
        for item in row:
            table[at, codes[item.name]] = item.level
    return table


def _listed(people: Sequence[Candidate], named: Callable[[Candidate], Sequence[str]]) -> Places:
    places: Places = {}
    for at, each in enumerate(people):
        for person in named(each):
            places.setdefault(person, []).append(at)
    return places


def _ranked(
    people: Sequence[Candidate], named: Callable[[Candidate], Sequence[str]]
) -> dict[str, list[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = {}
    for at, each in enumerate(people):
        for rank, person in enumerate(named(each)):
            places.setdefault(person, []).append((at, rank))
    return places
