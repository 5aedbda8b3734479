"""What is refused for an application, and the way out."""

from domain.errors import Refused


class NoApplication(Refused):
    """There is no such application. Apply first."""


class AlreadyApplied(Refused):
    """{person} has already applied here as {role}. Amend that application instead."""


class RecruitmentClosed(Refused):
    """The cycle takes no applications now. Apply for the next cycle."""


class ApplicantNotEmployed(Refused):
    """{person} is not known to work here, or leaves before this cycle winds up, and cannot take part.

    Register them if nobody has, or record that they were rehired if they stay after all; then apply.
    """


class ApplicantErased(Refused):
    """The personal data of {person} were erased, so nobody could tell them of a match.

    Register them under a new employee reference; then apply.
    """


class RoleNotInTrack(Refused):
    """Track {track} has no role {role}. Its roles: {roles}."""


class CapacityTooHigh(Refused):
    """A capacity of {capacity} is more than the {at_most} that this track allows. Offer less."""


class CapacityBelowMatches(Refused):
    """A capacity of {capacity} is less than the {matches} relationships already given. Keep those."""


class ContradictoryPreferences(Refused):
    """{person} cannot be preferred here: it is the applicant, is named twice, or is also to be avoided.

    Take that preference out.
    """


class WrongApplicationStatus(Refused):
    """An application that is {status} cannot be {wish}. This is possible while it is: {possible}."""


class ScoresIncomplete(Refused):
    """The scores do not fit the role profile: {missing} missing, {unknown} unknown.

    Score exactly these dimensions: {dimensions}.
    """


class ModuleInFuture(Refused):
    """Module {module} cannot be completed on {completed_on}, a day still to come. Record it afterwards."""


class NotTrained(Refused):
    """{person} has not completed: {missing}. Record the training, or waive it with a reason; then match."""


class NothingToWaive(Refused):
    """{person} has completed every mandatory module. There is nothing to waive."""


class CapacityTaken(Refused):
    """All {capacity} places of {person} are taken. Match somebody else, or raise the capacity first."""


class StillMatched(Refused):
    """{person} is in {count} relationships of this cycle. End those first; then withdraw."""


class NotTheirRelationship(Refused):
    """{relationship} is not a relationship of {person} in this cycle."""
