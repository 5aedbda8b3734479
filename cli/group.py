"""The one place where an error becomes a message and an exit code."""

from typing import Any

import typer
from typer.core import TyperGroup

from cli.exits import exit_code
from cli.output import print_problem, wants_json
from domain.errors import MentoringError


class Group(TyperGroup):
    """The command `mentoring`: whatever a command inside raises of ours is told, not traced."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as the class above has it
        """Run the command that was called."""
        try:
            return super().invoke(ctx)
        except MentoringError as error:
            print_problem(error, as_json=wants_json(ctx))
            raise typer.Exit(exit_code(error)) from None
