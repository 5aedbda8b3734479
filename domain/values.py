"""The base of every value in the domain."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value: equal by content, safe to share, unknown fields refused.

    Raises:
        pydantic.ValidationError: a field is missing, unknown or of the wrong shape.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_timedelta="iso8601", hide_input_in_errors=True
    )
