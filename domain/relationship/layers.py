"""The six layers on which a mentoring relationship is built, and what each records (seed 002)."""

from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from domain.sealed import Sealed
from domain.values import Value

Layer = Annotated[int, Field(ge=1, le=6)]
"""1 trust, 2 problem or skill, 3 meaning and impact, 4 commitment and action, 5 support, 6 review."""


class EntryKind(StrEnum):
    """What one entry of a layer is about."""

    PAST_SUCCESS = "past_success"
    PAST_FAILURE = "past_failure"
    DEFINITION = "definition"
    PART = "part"
    MEANING_PERSON = "meaning_person"
    MEANING_TEAM = "meaning_team"
    MEANING_DEPARTMENT = "meaning_department"
    MEANING_ORGANISATION = "meaning_organisation"
    OPTION = "option"
    PRO = "pro"
    CON = "con"
    OBSTACLE = "obstacle"
    OVERCOMING = "overcoming"
    COMMITMENT = "commitment"
    SUPPORTER = "supporter"
    HOW_TO_WIN_SUPPORT = "how_to_win_support"
    RESOURCE = "resource"
    FALLBACK = "fallback"
    MENTOR_SUPPORT = "mentor_support"
    CHECK_IN_PLAN = "check_in_plan"
    SUCCESS_MEASURE = "success_measure"
    WHAT_HAPPENED = "what_happened"
    WHY = "why"
    COURSE_CORRECTION = "course_correction"


MEANING: Final = 3
"""The layer whose entries are fuel when somebody loses focus."""

KINDS_OF: Final[dict[int, tuple[EntryKind, ...]]] = {
    1: (EntryKind.PAST_SUCCESS, EntryKind.PAST_FAILURE),
    2: (EntryKind.DEFINITION, EntryKind.PART),
    3: (
        EntryKind.MEANING_PERSON,
        EntryKind.MEANING_TEAM,
        EntryKind.MEANING_DEPARTMENT,
        EntryKind.MEANING_ORGANISATION,
    ),
    4: (
        EntryKind.OPTION,
        EntryKind.PRO,
        EntryKind.CON,
        EntryKind.OBSTACLE,
        EntryKind.OVERCOMING,
        EntryKind.COMMITMENT,
    ),
    5: (
        EntryKind.SUPPORTER,
        EntryKind.HOW_TO_WIN_SUPPORT,
        EntryKind.RESOURCE,
        EntryKind.FALLBACK,
        EntryKind.MENTOR_SUPPORT,
    ),
    6: (
        EntryKind.CHECK_IN_PLAN,
        EntryKind.SUCCESS_MEASURE,
        EntryKind.WHAT_HAPPENED,
        EntryKind.WHY,
        EntryKind.COURSE_CORRECTION,
    ),
}
"""Which kinds of entry belong to which layer."""


class LayerEntry(Value):
    """One thing that was worked out.

    Attributes:
        kind: What it is about; decides the layer it belongs to.
        text: The words, sealed.
        option: Of layer 4, the number of the option that a pro, con or obstacle belongs to.
    """

    kind: EntryKind
    text: Sealed
    option: int | None = None


class LayerWork(Value):
    """What was worked out on one layer.

    Attributes:
        layer: The layer, 1 to 6.
        entries: At least one entry, each of a kind that belongs to the layer.

    Raises:
        pydantic.ValidationError: an entry belongs to another layer.
    """

    layer: Layer
    entries: tuple[LayerEntry, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _entries_belong_to_the_layer(self) -> Self:
        for entry in self.entries:
            if entry.kind not in KINDS_OF[self.layer]:
                kinds = ", ".join(KINDS_OF[self.layer])
                message = f"{entry.kind} does not belong to layer {self.layer}, which takes {kinds}"
                raise ValueError(message)
        return self
