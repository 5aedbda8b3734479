"""What a relationship refuses, why, and the way out."""

from domain.errors import Refused


class AlreadyProposed(Refused):
    """This relationship was proposed already. Use a new identifier for another one."""


class NotPossibleNow(Refused):
    """{asked} is refused while the relationship is {status}. It is possible while it is {possible}."""


class TooFewMembers(Refused):
    """This needs at least two different people; these were given: {persons}. Name the others."""


class NobodyNeutral(Refused):
    """Every neutral party is a member of this relationship: {persons}. Name one who is not."""


class EndsTooSoon(Refused):
    """The latest end {ends_by} is not in the future. Choose a later one, or propose in the next cycle."""


class NotAMember(Refused):
    """{person} is not a member of this relationship, or no longer. Its members are {members}."""


class NotAParty(Refused):
    """{person} may not do this here. {allowed} may."""


class AlreadyAccepted(Refused):
    """{person} has accepted this offer already. To take that back before the first meeting, withdraw."""


class AlreadySaid(Refused):
    """{person} has said {fit} already, and that stands. Answer again once the answer is another one."""


class AlreadySigned(Refused):
    """{person} has signed this document already. To change what it says, draft another one."""


class AlreadyWillingToExtend(Refused):
    """{person} wishes to extend already. To let the relationship end as planned after all, decline."""


class AlreadyAnswered(Refused):
    """{person} has answered already, and the first answer counts. Tell the neutral party what it lacks."""


class MeetingAlreadyKnown(Refused):
    """Meeting {meeting} exists already. Reschedule it, or use a new identifier for another one."""


class UnknownMeeting(Refused):
    """There is no meeting {meeting}. Book it first, or say when it started."""


class MeetingAlreadySettled(Refused):
    """Meeting {meeting} is {status}. Only a booked or an unconfirmed meeting can be {asked}."""


class MeetingNotAhead(Refused):
    """A meeting at {starts_at} is not ahead. To report one that took place, report it as held."""


class MeetingAfterTheEnd(Refused):
    """A meeting at {starts_at} is after the planned end {end}. Choose an earlier time, or ask to extend."""


class MeetingNotYet(Refused):
    """The meeting starts at {starts_at} and cannot be reported before. Cancel or move it instead."""


class MeetingBeforeAcceptance(Refused):
    """A meeting at {starts_at} was before the offer was accepted, at {accepted_at}. Correct its time."""


class TooFewCame(Refused):
    """Fewer than two members were at meeting {meeting}, so it was not held.

    Report it as not held if it was booked; else leave it out.
    """


class FoundationIncomplete(Refused):
    """The agreement lacks {part}. Choose at least one from the template, or add your own."""


class NotInTheTemplate(Refused):
    """Item {number} of {part} is not in the programme's template. Choose from it, or add your own, sealed."""


class NothingToSign(Refused):
    """No agreement waits for signatures. Draft one first."""


class WrongDocument(Refused):
    """The document signed is not the one that waits, which has the hash {sha256}. Read and sign that one."""


class PauseTooLong(Refused):
    """A pause until {resume_on} is refused. It must end after now and no later than {latest}."""


class ExtensionOutOfRange(Refused):
    """An extension until {until} is refused. It must end after {end} and no later than {latest}."""


class ExtensionAlreadyRequested(Refused):
    """An extension until {until} was requested already. Accept or decline that one."""


class NoExtensionRequested(Refused):
    """Nobody asked for an extension. Request one."""


class NoPulseOpen(Refused):
    """No check-in takes answers now. Wait for the next one."""


class ConcernAlreadyRaised(Refused):
    """A concern was raised already and the neutral party is on it. Speak with them."""


class NoConcernRaised(Refused):
    """No concern awaits an answer. Record a review instead."""


class GoalAlreadyKnown(Refused):
    """Goal {goal} exists already. Use a new identifier for another one."""


class UnknownGoal(Refused):
    """There is no goal {goal}. Set it first."""


class GoalAlreadySettled(Refused):
    """Goal {goal} is {status} already. Set a new one instead."""


class RoleConflictAlreadyFlagged(Refused):
    """A reporting line between members was flagged already and awaits a decision. Resolve that first."""


class NoRoleConflict(Refused):
    """No reporting line between members awaits a decision. Flag one first."""


class TooLateToVoid(Refused):
    """A mistake could be undone until {until}. Request closure instead."""
