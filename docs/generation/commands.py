"""The page about commands: everything that can be asked for."""

from typing import Any, get_args

from docs.generation import markdown as md
from docs.generation.fields import Fields
from domain.application.commands import ApplicationCommand
from domain.command import Command
from domain.cycle.commands import CycleCommand
from domain.lesson.commands import LessonCommand
from domain.match_run.commands import MatchRunCommand
from domain.person.commands import PersonCommand
from domain.programme.commands import ProgrammeCommand
from domain.relationship.commands import Command as RelationshipCommand

UNIONS: dict[str, Any] = {
    "application": ApplicationCommand,
    "cycle": CycleCommand,
    "lesson": LessonCommand,
    "match_run": MatchRunCommand,
    "person": PersonCommand,
    "programme": ProgrammeCommand,
    "relationship": RelationshipCommand,
}
"""What can be asked of each aggregate, by the category of its streams."""


def page() -> str:
    """Return the page."""
    fields = Fields((each for union in UNIONS.values() for each in members(union)), "validation")
    parts = []
    for category, union in UNIONS.items():
        parts += [f"## {category}", *(_section(command, fields) for command in members(union))]
    return md.page(
        "Commands",
        "Everything that can be asked for, by the aggregate that decides. A command is JSON with its `kind`"
        " and these fields; the same command id twice is the same command, carried out once.",
        *parts,
        "## Values",
        *fields.values(),
    )


def members(union: Any) -> tuple[type[Command], ...]:  # noqa: ANN401 - a union is no class
    """Return the commands of a union."""
    return get_args(get_args(union)[0])


def _section(command: type[Command], fields: Fields) -> str:
    kind = command.model_fields["kind"].default
    return f"### {kind}\n\n{md.summary(command)}\n\n{fields.table(command, leave_out=['kind'])}"
