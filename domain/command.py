"""The base of every command: a wish in the imperative."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Command(BaseModel):
    """Something that somebody asks for; `decide` answers with events or a refusal.

    A concrete command has a field ``kind: Literal["snake_case_imperative"]`` with that default, which
    tells the members of an aggregate's command union apart.

    Raises:
        pydantic.ValidationError: a field is missing, unknown or of the wrong shape.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_timedelta="iso8601", hide_input_in_errors=True
    )

    def content(self) -> dict[str, Any]:
        """Return the fields without `kind`, for an event that states the same."""
        return {name: value for name, value in self if name != "kind"}

    def begins(self) -> tuple[str, ...]:
        """Return the stream that the command begins, once for each way in which its content names it.

        Empty where the content names none: for what exists already, and where the caller may choose.
        """
        return ()
