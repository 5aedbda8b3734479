"""What people apply for: roles, competencies, capacity and the training they bring."""

import re
from typing import Final

from domain.application.values import Competency
from domain.programme import Design
from domain.vocabulary import LEADING, Role
from intake.roster.cells import as_key, listed
from intake.roster.columns import Column
from intake.roster.dates import read_date
from intake.roster.row import Row
from intake.roster.rows import TrainingDone, Wish

USUAL_LEVEL: Final = 3
"""The level of a competency when the roster gives none: the middle of 1 to 5."""

MOST_MENTEES: Final = 20

_ROLES: Final = {
    name: role
    for role, names in {
        Role.MENTOR: "mentor mentors mentorin",
        Role.MENTEE: "mentee mentees mentoree protege",
        Role.PEER: "peer peers peer-mentor buddy",
        Role.FACILITATOR: "facilitator facilitators",
    }.items()
    for name in names.split()
}
_LEVELLED: Final = re.compile(r"(.*?)\s*(?:[:=(]\s*([1-5])\s*\)?)?", re.ASCII)
_DATED: Final = re.compile(r"([^\s:=(]+)(?:[\s:=(]+(.*?)\)?)?")


def wishes_of(row: Row, design: Design | None, *, reachable: bool) -> tuple[Wish, ...]:
    """Read the roles applied for: ``mentor``, or with their track ``one-to-one: mentor``.

    Whoever cannot be reached by mail cannot take part, and has none.
    """
    wishes: list[Wish] = []
    for part in listed((row.text(Column.ROLES) or "").replace("/", ";")):
        before, colon, after = part.partition(":")
        role = _ROLES.get(as_key(after if colon else part))
        if role is None:
            row.warn(Column.ROLES, "names no role of a programme", f"left out; write {', '.join(Role)}")
            continue
        wish = Wish(role, as_key(before) if colon else None)
        if design is not None:
            settled = _settled(row, wish, design)
            if settled is None:
                continue
            wish = settled
        wishes.append(wish)
    if wishes and not reachable:
        row.warn(
            Column.ROLES, "belongs to somebody who cannot be reached", "does not take part; add an e-mail"
        )
        return ()
    return tuple(dict.fromkeys(wishes))


def _settled(row: Row, wish: Wish, design: Design) -> Wish | None:
    """Return a wish with a track that has its role, or None."""
    fitting = [track.id for track in design.tracks if wish.role in track.roles]
    if wish.track is None and len(fitting) == 1:
        return Wish(wish.role, fitting[0])
    if wish.track in fitting:
        return wish
    if wish.track is None and fitting:
        row.warn(
            Column.ROLES, f"names {wish.role} without its track", f"left out; write {fitting[0]}: {wish.role}"
        )
    elif wish.track is None:
        row.warn(Column.ROLES, f"names {wish.role}, a role that no track has", "left out")
    elif wish.track in [track.id for track in design.tracks]:
        row.warn(Column.ROLES, f"names {wish.role} in a track without that role", "left out")
    else:
        known = ", ".join(track.id for track in design.tracks)
        row.warn(Column.ROLES, "names a track that the design does not have", f"left out; known are {known}")
    return None


def capacity_of(row: Row, wishes: tuple[Wish, ...], design: Design | None) -> int | None:
    """Read how many mentees a mentor takes, no more than the widest of the tracks wished for allows."""
    capacity = row.number(Column.CAPACITY, 0, MOST_MENTEES)
    if capacity is None or design is None:
        return capacity
    limits = {
        track.id: track.matching.mentor_capacity.at_most
        for track in design.tracks
        if any(Wish(role, track.id) in wishes for role in LEADING)
    }
    if not limits:
        return capacity
    widest = max(limits.values())
    if capacity > widest:
        row.warn(Column.CAPACITY, f"is above {widest}, the most a mentor takes", f"taken as {widest}")
    for track, limit in limits.items():
        if min(capacity, widest) > limit:
            what = f"is above {limit}, the most a mentor takes in {track}"
            row.warn(Column.CAPACITY, what, f"taken as {limit} there")
    return min(capacity, widest)


def competencies_of(row: Row, column: Column, design: Design | None) -> tuple[Competency, ...]:
    """Read competencies, with a level from 1 to 5 where one is given: ``presenting: 4``."""
    known = None
    if design is not None:
        known = {as_key(text): each.id for each in design.competencies for text in (each.id, each.name)}
    found: dict[str, Competency] = {}
    for part in listed(row.text(column) or ""):
        matched = _LEVELLED.fullmatch(part)
        name, level = (matched[1], matched[2]) if matched else (part, None)
        key = as_key(name)[:200]
        competency = key if known is None else known.get(key)
        if not competency:
            row.warn(column, "names a competency that the design does not list", "that one left out")
            continue
        found.setdefault(competency, Competency(name=competency, level=int(level or USUAL_LEVEL)))
    return tuple(found.values())


def training_of(row: Row, design: Design | None) -> tuple[TrainingDone, ...]:
    """Read completed modules with their dates: ``mentor-core 2025-11-03``."""
    known = None if design is None else {module.id for module in design.training}
    done: list[TrainingDone] = []
    for part in listed(row.text(Column.TRAINING) or ""):
        matched = _DATED.fullmatch(part)
        module = as_key(matched[1]) if matched else ""
        if not module or (known is not None and module not in known):
            row.warn(Column.TRAINING, "names a module that the design does not have", "that one left out")
            continue
        read = read_date(matched[2], row.today) if matched and matched[2] else None
        if read is None or read.day > row.today:
            row.warn(
                Column.TRAINING, "has no date of completion that can be read", "taken as completed today"
            )
        completed = row.today if read is None else min(read.day, row.today)
        done.append(TrainingDone(module, completed))
    return tuple(done)
