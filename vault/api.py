"""The promise of the vault, whoever keeps its keys: PostgreSQL or the in-memory twin."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.sealed import Sealed


@dataclass(frozen=True, slots=True)
class Erased:
    """What a sealed text has become when the key of its person was destroyed; reads "[erased]".

    Attributes:
        person: Whose text it was.
    """

    person: str

    def __str__(self) -> str:
        return "[erased]"


Opened = str | Erased
"""A text that was sealed, or the fact that nobody can read it any more."""


@dataclass(frozen=True, slots=True)
class KeyDestroyed:
    """The record of an erasure; asking again gives the same one.

    Attributes:
        person: Who was erased.
        key_id: The key that no longer exists, for the event that records the erasure.
    """

    person: str
    key_id: str


class Vault(Protocol):
    """One key for each person: seals what is theirs, opens it where a person reads it, and forgets it.

    No data key is remembered between calls. So an erasure holds for every process from the moment it
    returns, and a call costs one round trip; `open_many` costs one for any number of texts.

    Every method raises `vault.errors.VaultUnreachable` when the keys cannot be reached and
    `vault.errors.MasterKeyWrong` when they were wrapped with another master key.
    """

    def ensure_keys(self, persons: Collection[str]) -> None:
        """Give a key to each person who has none, in one step; the erased keep none."""
        ...

    def seal(self, person: str, text: str, *, command_id: str, field: str) -> Sealed:
        """Seal a text with a person's key for one field of one command; makes the key at first use.

        The same text for the same place gives the same box, so that a command prepared again after a
        crash is the same command.

        Raises:
            PersonErased: the person's key was destroyed; they never get another.
        """
        ...

    def open(self, sealed: Sealed) -> Opened:
        """Return the text, or `Erased` when the key is gone.

        Raises:
            SealBroken: the box was changed, or moved here from another person, command or field.
            KeyMissing: this vault never knew the person.
        """
        ...

    def open_many(self, sealed: Sequence[Sealed]) -> list[Opened]:
        """Open several texts, in the order given; raises as `open` does, at the first that fails."""
        ...

    def erase(self, person: str) -> KeyDestroyed:
        """Destroy a person's key for good; when they are erased already, return that record.

        A person without a key is marked as erased too, so that nothing can be sealed for them later.
        """
        ...
