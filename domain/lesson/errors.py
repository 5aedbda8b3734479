"""What is refused for a lesson, and the way out."""

from domain.errors import Refused


class NoLesson(Refused):
    """There is no such lesson. Capture it first."""


class LessonAlreadyCaptured(Refused):
    """This lesson is captured already. Capture another one under its own identifier."""


class WrongLessonStatus(Refused):
    """A lesson that is {status} cannot be {wish}. This is possible while it is: {possible}."""


class ConsentMissing(Refused):
    """Whoever said this has not agreed that it is shared. Ask {by} for consent, then publish."""


class NotTheirLesson(Refused):
    """Only {by}, who said it, can agree that it is shared."""
