"""The one error tree.

MentoringError
├── Refused              a rule of the domain says no
├── InvalidDesign        a programme design cannot be used           (domain.programme)
├── eventstore.errors    the log refuses or cannot be reached
├── vault.errors         a key is missing or a sealed text does not open
└── ...                  each package derives its own from MentoringError

The docstring of an error class is the message that a person reads: it says what was refused, why, and
the way out. Braces in it are filled with the facts given when it is raised.
"""

import re
from inspect import cleandoc
from typing import ClassVar


class MentoringError(Exception):
    """Something the engine was asked for cannot be done."""

    code: ClassVar[str] = "mentoring_error"

    def __init_subclass__(cls) -> None:
        """Derive the machine-readable `code` from the class name, in snake case."""
        super().__init_subclass__()
        cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", cls.__name__).lower()

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        message = " ".join(cleandoc(type(self).__doc__ or "").split())
        super().__init__(message.format(**facts))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by facts, so that the message survives a process boundary."""
        return _rebuild, (type(self), self.facts)


def _rebuild(kind: type[MentoringError], facts: dict[str, object]) -> MentoringError:
    return kind(**facts)


class Refused(MentoringError):
    """A rule of the domain says no."""


class FactsMissing(Refused):
    """{command} was decided without the facts that its guard needs.

    Whoever handles the command reads them from the log and fills in `facts` first.
    """
