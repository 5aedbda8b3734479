"""What an application says and how it stands."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.sealed import Sealed
from domain.values import ShortText, Value
from domain.vocabulary import Role

Score = Annotated[int, Field(ge=1, le=5)]
"""A panel's score for one dimension of the role profile; 3 is as expected."""


class ApplicationStatus(StrEnum):
    """How far an application has come."""

    NONE = "none"
    APPLIED = "applied"
    SELECTED = "selected"
    TRAINED = "trained"
    MATCHED = "matched"
    WAITING_LISTED = "waiting_listed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class DeclineReason(StrEnum):
    """Why an application was declined, as a class."""

    ROLE_PROFILE_NOT_MET = "role_profile_not_met"
    NOT_ELIGIBLE = "not_eligible"
    OVERSUBSCRIBED = "oversubscribed"
    OTHER_TRACK_FITS_BETTER = "other_track_fits_better"
    CONDUCT = "conduct"
    OTHER = "other"


class WithdrawalReason(StrEnum):
    """Why an applicant withdrew, as a class; training may show that it is not for them (seed 004)."""

    NO_TIME = "no_time"
    NOT_FOR_ME = "not_for_me"
    CHANGED_ROLE = "changed_role"
    LEAVE = "leave"
    LEAVING_ORGANISATION = "leaving_organisation"
    OTHER = "other"


class WaiverReason(StrEnum):
    """Why somebody is matched without all mandatory training, as a class."""

    EQUIVALENT_EXPERIENCE = "equivalent_experience"
    TRAINED_ELSEWHERE = "trained_elsewhere"
    TRAINING_BOOKED = "training_booked"
    OTHER = "other"


class Competency(Value):
    """Something that somebody offers or seeks.

    Attributes:
        name: From the programme's list.
        level: From 1, first steps, to 5, could teach it.
    """

    name: ShortText
    level: Annotated[int, Field(ge=1, le=5)]


class Preferences(Value):
    """Whom an applicant would like to meet, and whom not, in this cycle.

    Attributes:
        ranked: Persons in order of preference, the dearest first.
        avoid: Persons whom the applicant asks not to be matched with.
    """

    ranked: tuple[ShortText, ...] = ()
    avoid: tuple[ShortText, ...] = ()


class Profile(Value):
    """What an applicant brings and wants.

    Attributes:
        capacity: How many relationships at the same time; for a mentor, mentees.
        offers: Competencies offered.
        seeks: Competencies sought.
        goal_tags: What they want to reach, by the programme's tags.
        goals: What they want to reach, in their words, sealed.
        motivation: Why they apply, sealed.
        preferences: See `Preferences`.
    """

    capacity: Annotated[int, Field(ge=1, le=20)] = 1
    offers: tuple[Competency, ...] = ()
    seeks: tuple[Competency, ...] = ()
    goal_tags: tuple[ShortText, ...] = ()
    goals: Sealed | None = None
    motivation: Sealed | None = None
    preferences: Preferences = Preferences()


class ApplicationFacts(Value):
    """What the log knows and the applicant need not say; filled in by the engine, never by a client.

    Attributes:
        recruiting: Whether the cycle takes applications now.
        employed: Whether the person works here, or is on leave, and is not known to leave before the
            relationships of the cycle wind up.
        erased: Whether their personal data were erased.
        roles: The roles of the track.
        capacity_at_most: The greatest capacity that the track allows.
        dimensions: What a panel scores in this role.
        mandatory_modules: What must be completed before matching; a mentee's briefing is one of them.
    """

    recruiting: bool
    employed: bool
    erased: bool = False
    roles: tuple[Role, ...]
    capacity_at_most: int = 20
    dimensions: tuple[str, ...] = ()
    mandatory_modules: tuple[str, ...] = ()
