"""Everything that can be asked of a relationship."""

from typing import Annotated

from pydantic import Field

from domain.relationship.commands.agreement import (
    CheckFit,
    DraftAgreement,
    RecordNeutralContact,
    SignAgreement,
)
from domain.relationship.commands.course import (
    AcceptExtension,
    AnswerExitSurvey,
    DeclineExtension,
    FlagRoleConflict,
    PauseRelationship,
    RecordMemberLeft,
    RequestClosure,
    RequestExtension,
    ResolveRoleConflict,
    ResumeRelationship,
    VoidRelationship,
)
from domain.relationship.commands.meeting import (
    CancelMeeting,
    ReportMeetingHeld,
    ReportMeetingNotHeld,
    RescheduleMeeting,
    ScheduleMeeting,
)
from domain.relationship.commands.monitoring import (
    AnswerConcern,
    AnswerPulse,
    RaiseConcern,
    RecordReview,
)
from domain.relationship.commands.offer import (
    AcceptOffer,
    DeclineOffer,
    OfferRelationship,
    ProposeRelationship,
    WithdrawRelationship,
)
from domain.relationship.commands.progress import (
    AchieveGoal,
    DropGoal,
    RecordLayer,
    SetGoal,
)

Command = Annotated[
    ProposeRelationship
    | OfferRelationship
    | AcceptOffer
    | DeclineOffer
    | WithdrawRelationship
    | ScheduleMeeting
    | RescheduleMeeting
    | CancelMeeting
    | ReportMeetingHeld
    | ReportMeetingNotHeld
    | RecordNeutralContact
    | CheckFit
    | DraftAgreement
    | SignAgreement
    | RecordLayer
    | SetGoal
    | AchieveGoal
    | DropGoal
    | AnswerPulse
    | RaiseConcern
    | AnswerConcern
    | RecordReview
    | PauseRelationship
    | ResumeRelationship
    | RequestExtension
    | AcceptExtension
    | DeclineExtension
    | FlagRoleConflict
    | ResolveRoleConflict
    | RecordMemberLeft
    | RequestClosure
    | AnswerExitSurvey
    | VoidRelationship,
    Field(discriminator="kind"),
]
"""What can be asked of a relationship, told apart by `kind`."""

__all__ = [
    "AcceptExtension",
    "AcceptOffer",
    "AchieveGoal",
    "AnswerConcern",
    "AnswerExitSurvey",
    "AnswerPulse",
    "CancelMeeting",
    "CheckFit",
    "Command",
    "DeclineExtension",
    "DeclineOffer",
    "DraftAgreement",
    "DropGoal",
    "FlagRoleConflict",
    "OfferRelationship",
    "PauseRelationship",
    "ProposeRelationship",
    "RaiseConcern",
    "RecordLayer",
    "RecordMemberLeft",
    "RecordNeutralContact",
    "RecordReview",
    "ReportMeetingHeld",
    "ReportMeetingNotHeld",
    "RequestClosure",
    "RequestExtension",
    "RescheduleMeeting",
    "ResolveRoleConflict",
    "ResumeRelationship",
    "ScheduleMeeting",
    "SetGoal",
    "SignAgreement",
    "VoidRelationship",
    "WithdrawRelationship",
]
