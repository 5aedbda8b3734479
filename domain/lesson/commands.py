"""What can be asked for a lesson. `by` is the opaque id of the person who asks."""

from typing import Annotated, Literal

from pydantic import Field

from domain.command import Command
from domain.lesson.values import Context, Occasion, RejectionReason, Theme, WithdrawnBecause
from domain.programme.catalogue import LessonChannel
from domain.sealed import Sealed
from domain.values import ShortText


class CaptureLesson(Command):
    """Say what the organisation should learn; see `LessonCaptured` for the fields."""

    kind: Literal["capture_lesson"] = "capture_lesson"
    programme: ShortText
    cycle: ShortText
    relationship: ShortText | None = None
    by: ShortText
    occasion: Occasion
    context: Context
    text: Sealed
    consent: bool = False


class GiveConsent(Command):
    """Agree that the lesson is shared; for whoever said it."""

    kind: Literal["give_consent"] = "give_consent"
    by: ShortText


class AcceptLesson(Command):
    """Find that others can learn from it."""

    kind: Literal["accept_lesson"] = "accept_lesson"
    by: ShortText
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    wording: Sealed | None = None


class RejectLesson(Command):
    """Find that it is no lesson for others; a reason is owed."""

    kind: Literal["reject_lesson"] = "reject_lesson"
    by: ShortText
    reason: RejectionReason


class PublishLesson(Command):
    """Tell it to those who can use it."""

    kind: Literal["publish_lesson"] = "publish_lesson"
    by: ShortText
    audience: Annotated[tuple[ShortText, ...], Field(min_length=1)]
    channels: Annotated[tuple[LessonChannel, ...], Field(min_length=1)]


class AdoptLesson(Command):
    """Record which version of a programme's design it changed."""

    kind: Literal["adopt_lesson"] = "adopt_lesson"
    by: ShortText
    programme: ShortText
    programme_version: Annotated[int, Field(ge=1)]


class WithdrawLesson(Command):
    """Tell it no more, wherever it was told."""

    kind: Literal["withdraw_lesson"] = "withdraw_lesson"
    by: ShortText
    reason: WithdrawnBecause


LessonCommand = Annotated[
    CaptureLesson | GiveConsent | AcceptLesson | RejectLesson | PublishLesson | AdoptLesson | WithdrawLesson,
    Field(discriminator="kind"),
]
"""Every command for a lesson, told apart by `kind`."""
