"""What can be asked of a programme."""

from typing import Annotated, Literal

from pydantic import Field

from domain.command import Command
from domain.programme.design import Design
from domain.programme.stream import programme_stream


class DraftProgramme(Command):
    """Set up a programme with its first design.

    Attributes:
        design: The design, of any version.
    """

    kind: Literal["draft_programme"] = "draft_programme"
    design: Design

    def begins(self) -> tuple[str, ...]:
        """Return the stream of the programme with the design's key."""
        return (programme_stream(self.design.key),)


class ReviseDesign(Command):
    """Replace the design by a later version; cycles that run keep theirs.

    Attributes:
        design: The whole new design, with a higher version.
        adopts: The lessons (``lesson-<uuid>``) that the change takes up.
    """

    kind: Literal["revise_design"] = "revise_design"
    design: Design
    adopts: tuple[str, ...] = ()


class PublishProgramme(Command):
    """Release the latest design for use by cycles.

    Attributes:
        version: The version that was looked at, so that nobody publishes another one unseen.
    """

    kind: Literal["publish_programme"] = "publish_programme"
    version: int


ProgrammeCommand = Annotated[DraftProgramme | ReviseDesign | PublishProgramme, Field(discriminator="kind")]
