"""Personal data as it travels: sealed, and opened only where a person reads it."""

from domain.values import Value


class Sealed(Value):
    """A text that only the holder of one person's key can read.

    Names, addresses and all free text are sealed before they enter a command, so events, workflow
    histories and read models hold ciphertext. Destroying the person's key erases the text everywhere
    while every proof over the ciphertext still verifies.

    Attributes:
        person: Whose key seals it (``person-<uuid>``).
        bound_to: ``<command id>#<field>``; authenticated with the text, so that a ciphertext moved to
            another event or field does not open.
        box: Base64 of nonce and AES-256-GCM ciphertext.
    """

    person: str
    bound_to: str
    box: str


def binding(command_id: str, field: str) -> str:
    """Name the place a sealed text belongs to: the command that brings it, and the field it fills."""
    return f"{command_id}#{field}"
