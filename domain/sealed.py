"""Personal data as it travels: sealed, and opened only where a person reads it."""

from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import BaseModel

from domain.values import Value

NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
"""What AES-256-GCM adds to every text, an empty one included."""


class Sealed(Value):
    """A text that only the holder of one person's key can read.

    Names, addresses and all free text are sealed before they enter a command, so events, workflow
    histories and read models hold ciphertext. Destroying the person's key erases the text everywhere
    while every proof over the ciphertext still verifies.

    Attributes:
        person: Whose key seals it (``person-<uuid>``).
        bound_to: ``<command id>#<field>``; authenticated with the text, so that a ciphertext moved to
            another event or field does not open.
        box: Base64 of nonce and AES-256-GCM ciphertext. Nothing else enters with a command, see
            `domain.admission`; what the log holds stays readable, whatever it is.
    """

    person: str
    bound_to: str
    box: str

    @property
    def command_id(self) -> str:
        """The command that brings the text."""
        return self.bound_to.rpartition("#")[0]

    @property
    def is_sealed(self) -> bool:
        """Whether the box can be one at all; only the key tells whether it opens."""
        try:
            return len(b64decode(self.box, validate=True)) >= NONCE_BYTES + TAG_BYTES
        except ValueError:
            return False


def binding(command_id: str, field: str) -> str:
    """Name the place a sealed text belongs to: the command that brings it, and the field it fills."""
    return f"{command_id}#{field}"


def sealed_in(value: object, *path: str) -> Iterator[tuple[str, Sealed]]:
    """Yield every sealed text in a value or JSON data, with the path to it (``profile.motivation``)."""
    match value:
        case Sealed():
            yield ".".join(path), value
        case {"person": str(person), "bound_to": str(bound_to), "box": str(box), **rest} if not rest:
            yield ".".join(path), Sealed(person=person, bound_to=bound_to, box=box)
        case BaseModel():
            for name, part in value:
                yield from sealed_in(part, *path, name)
        case Mapping():
            for key, part in value.items():
                yield from sealed_in(part, *path, str(key))
        case tuple() | list():
            for index, part in enumerate(value):
                yield from sealed_in(part, *path, str(index))
