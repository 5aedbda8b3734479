"""The base of every value in the domain, and what most of them hold."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

ShortText = Annotated[str, Field(min_length=1, max_length=200)]
"""An identifier, a name or a code that a client says: something, but not a story."""


class Value(BaseModel):
    """A frozen value: equal by content, safe to share, unknown fields refused.

    Raises:
        pydantic.ValidationError: a field is missing, unknown or of the wrong shape.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_timedelta="iso8601", hide_input_in_errors=True
    )
