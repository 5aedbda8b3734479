"""Why a programme refuses.

Refused
├── InvalidDesign            a rule across the design's fields is broken   (domain.programme.problems)
├── ProgrammeAlreadyDrafted
├── ProgrammeNotDrafted
├── OtherProgramme
├── VersionNotRaised
└── VersionNotLatest
"""

from domain.errors import Refused


class ProgrammeAlreadyDrafted(Refused):
    """The programme {key} exists already, with version {version} of its design. Revise the design instead."""


class ProgrammeNotDrafted(Refused):
    """There is no such programme yet. Draft it with a design first."""


class OtherProgramme(Refused):
    """The design belongs to the programme {given}, not to {key}. Keep the key, or draft a new programme."""


class VersionNotRaised(Refused):
    """The design has version {given}, but the programme is at {current}. Give the design a higher version."""


class VersionNotLatest(Refused):
    """Version {given} is not the latest design, which is {current}. Look at that one and publish it."""
