"""The base of every event: a fact in the past tense."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Event(BaseModel):
    """A fact that a decision produced.

    A concrete event names its logical `type` (``category.past_tense``, never an import path) and the
    integer `schema_version` of its fields. A published version never changes: a new need is a new
    version with an upcaster. Fields added by a later version are ignored by an older reader. Numbers
    are integers and times carry a zone, so that canonical JSON has one spelling for each value.
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", ser_json_timedelta="iso8601", hide_input_in_errors=True
    )

    type: ClassVar[str]
    schema_version: ClassVar[int] = 1
