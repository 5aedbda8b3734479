"""What is refused for a person, and the way out."""

from domain.errors import Refused


class PersonUnknown(Refused):
    """This person is not registered yet. Register them first."""


class PersonAlreadyRegistered(Refused):
    """{person} is already registered. Change their facts instead."""


class PersonErased(Refused):
    """The personal data of {person} were erased, so nothing about them is recorded any more.

    Somebody who comes back is registered under a new employee reference.
    """


class OwnLineManager(Refused):
    """{person} cannot report to themselves. Name another line manager, or none."""


class NotAPromotion(Refused):
    """Level {level} is not above the present level {present}. Correct a wrong level by changing the facts."""


class PersonHasLeft(Refused):
    """{person} leaves on {last_day}. Record that they were rehired first."""


class NotLeaving(Refused):
    """{person} has not left and is not about to. There is nothing to take back."""


class TrainingExpiresTooEarly(Refused):
    """Module {module} would expire on {expires_on}, not after its completion on {completed_on}.

    Correct one of the two days.
    """


class TrainingInFuture(Refused):
    """Module {module} cannot be completed on {completed_on}, a day still to come. Record it afterwards."""


class ExclusionOfSelf(Refused):
    """{person} cannot be excluded from being matched with themselves; nobody ever is."""


class NoSuchExclusion(Refused):
    """No exclusion of {other} is in force. There is nothing to withdraw."""
