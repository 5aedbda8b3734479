"""What somebody has to be told because something happened."""

from domain.values import Value


class Notice(Value):
    """A message on its way to one recipient, before words and address are found for it.

    Attributes:
        template: Which words to use, ``cycle_phase_overdue``.
        recipient: Whom to tell: a person id or the name of a role.
        facts: What the words are filled with; never personal data.
        key: Says what it is about, so that the same notice is sent once however often it is asked for.
    """

    template: str
    recipient: str
    facts: dict[str, str]
    key: str
