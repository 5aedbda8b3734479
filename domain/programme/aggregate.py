"""A programme: a design that is drafted, revised and published, version by version."""

from datetime import datetime
from typing import assert_never

from domain.aggregate import Aggregate
from domain.event import Event
from domain.programme.check import check
from domain.programme.commands import DraftProgramme, ProgrammeCommand, PublishProgramme, ReviseDesign
from domain.programme.design import Design
from domain.programme.errors import (
    OtherProgramme,
    ProgrammeAlreadyDrafted,
    ProgrammeNotDrafted,
    VersionNotLatest,
    VersionNotRaised,
)
from domain.programme.events import EVENTS, DesignRevised, ProgrammeDrafted, ProgrammePublished
from domain.programme.problems import InvalidDesign
from domain.values import Value


class Programme(Value):
    """What a programme has come to.

    Attributes:
        design: The latest design; None before the first.
        published: The design that cycles start from; None before the first publication.
    """

    design: Design | None = None
    published: Design | None = None


def initial() -> Programme:
    """Return a programme before anything happened."""
    return Programme()


def decide(state: Programme, command: ProgrammeCommand, now: datetime) -> list[Event]:
    """Return the events that a command causes; none when it asks for what is so already.

    Raises:
        InvalidDesign: rules across the fields of the design are broken; carries all of them.
        ProgrammeAlreadyDrafted: there is a design already, and it is another one.
        ProgrammeNotDrafted: there is no design yet.
        OtherProgramme: the design has another key.
        VersionNotRaised: the design differs but its version is not higher.
        VersionNotLatest: a version other than the latest is to be published.
    """
    del now  # nothing here depends on time
    match command:
        case DraftProgramme():
            return _draft(state, command)
        case ReviseDesign():
            return _revise(state, command)
        case PublishProgramme():
            return _publish(state, command)
        case _:
            assert_never(command)


def _draft(state: Programme, command: DraftProgramme) -> list[Event]:
    if state.design == command.design:
        return []
    if state.design is not None:
        raise ProgrammeAlreadyDrafted(key=state.design.key, version=state.design.version)
    _require_sound(command.design)
    return [ProgrammeDrafted(design=command.design)]


def _revise(state: Programme, command: ReviseDesign) -> list[Event]:
    if state.design is None:
        raise ProgrammeNotDrafted
    if state.design == command.design:
        return []
    if state.design.key != command.design.key:
        raise OtherProgramme(key=state.design.key, given=command.design.key)
    if command.design.version <= state.design.version:
        raise VersionNotRaised(given=command.design.version, current=state.design.version)
    _require_sound(command.design)
    return [DesignRevised(design=command.design, adopts=command.adopts)]


def _publish(state: Programme, command: PublishProgramme) -> list[Event]:
    if state.design is None:
        raise ProgrammeNotDrafted
    if command.version != state.design.version:
        raise VersionNotLatest(given=command.version, current=state.design.version)
    if state.published == state.design:
        return []
    return [ProgrammePublished(version=command.version)]


def _require_sound(design: Design) -> None:
    problems = check(design)
    if any(problem.severity == "error" for problem in problems):
        raise InvalidDesign(problems=problems, source=f"{design.key} version {design.version}")


def evolve(state: Programme, event: Event) -> Programme:
    """Return the programme after an event."""
    match event:
        case ProgrammeDrafted() | DesignRevised():
            return state.model_copy(update={"design": event.design})
        case ProgrammePublished():
            return state.model_copy(update={"published": state.design})
        case _:
            return state


PROGRAMME: Aggregate[Programme, ProgrammeCommand] = Aggregate(
    category="programme", initial=initial, decide=decide, evolve=evolve, events=EVENTS
)
"""The programme aggregate; it has no deadlines."""
