"""What happens to a programme."""

from typing import ClassVar

from domain.event import Event
from domain.programme.design import Design


class ProgrammeDrafted(Event):
    """A programme was set up.

    Attributes:
        design: Its first design, whole.
    """

    type: ClassVar[str] = "programme.drafted"
    design: Design


class DesignRevised(Event):
    """The design was replaced by a later version.

    Attributes:
        design: The new design, whole.
        adopts: The lessons that the change takes up.
    """

    type: ClassVar[str] = "programme.design_revised"
    design: Design
    adopts: tuple[str, ...] = ()


class ProgrammePublished(Event):
    """A version of the design was released for use by cycles.

    Attributes:
        version: The version.
    """

    type: ClassVar[str] = "programme.published"
    version: int


EVENTS = (ProgrammeDrafted, DesignRevised, ProgrammePublished)
"""Every event of a programme."""
