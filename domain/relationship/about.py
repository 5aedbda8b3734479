"""What a relationship can wait for, and who is told when the wait grows long."""

from enum import StrEnum


class About(StrEnum):
    """What somebody has to do; in order of how much else hangs on it."""

    ROLE_CONFLICT = "role_conflict"
    OFFER = "offer"
    ANSWER = "answer"
    FIRST_MEETING = "first_meeting"
    FIT = "fit"
    AGREEMENT = "agreement"
    RESUMPTION = "resumption"
    CONCERN = "concern"
    EXIT_SURVEY = "exit_survey"
    NO_SHOW = "no_show"
    EXTENSION = "extension"
    MEETING_REPORT = "meeting_report"
    REVIEW = "review"
    NEUTRAL_CONTACT = "neutral_contact"
    AMENDMENT = "amendment"
    MEETING_GAP = "meeting_gap"
    PULSE = "pulse"
    MEETING = "meeting"


class Recipient(StrEnum):
    """Who is told when a wait grows long."""

    COORDINATOR = "coordinator"
    NEUTRAL_PARTY = "neutral_party"
