"""How achievements are celebrated and lessons kept."""

from domain.programme.catalogue import CelebrationKind, LessonChannel, LessonMoment
from domain.programme.texts import Flag, Text
from domain.values import Value


class Celebration(Value):
    """How the programme praises achievements of mentees and the part of their mentors (seed 004).

    Attributes:
        kind: The kind of celebration.
        what: What is done, for whom and when.
        with_consent: Whether the people concerned must agree first.
    """

    kind: CelebrationKind
    what: Text
    with_consent: Flag = True


class LessonCapture(Value):
    """How lessons learned are captured and shared (seed 004).

    Attributes:
        asked_at: When the engine asks for them.
        channels: Where they are published.
        audience: Who should learn from them.
    """

    asked_at: tuple[LessonMoment, ...] = tuple(LessonMoment)
    channels: tuple[LessonChannel, ...]
    audience: tuple[Text, ...]
