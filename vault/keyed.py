"""What every vault does alike, once it can look up keys."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence

from domain.sealed import Sealed
from vault.api import Erased, KeyDestroyed, Opened
from vault.box import DataKey
from vault.errors import KeyMissing, PersonErased

Key = DataKey | KeyDestroyed
"""What a vault holds for a person whom it knows."""


class KeyedVault(ABC):
    """Seals and opens with the keys that a subclass keeps; see `vault.api.Vault` for the promises."""

    @abstractmethod
    def ensure_keys(self, persons: Collection[str]) -> None:
        """Give a key to each person who has none; the erased keep none."""

    @abstractmethod
    def erase(self, person: str) -> KeyDestroyed:
        """Destroy a person's key for good."""

    @abstractmethod
    def _find(self, persons: Collection[str]) -> Mapping[str, Key]:
        """Look up the keys of those who are known, in one step."""

    def seal(self, person: str, text: str, *, command_id: str, field: str) -> Sealed:
        """Seal a text with a person's key for one field of one command; makes the key at first use."""
        key = self._find([person]).get(person)
        if key is None:
            self.ensure_keys([person])
            key = self._find([person])[person]
        if isinstance(key, KeyDestroyed):
            raise PersonErased(person=person, key_id=key.key_id)
        return key.seal(text, command_id=command_id, field=field)

    def open(self, sealed: Sealed) -> Opened:
        """Return the text, or `Erased` when the key is gone."""
        return self.open_many([sealed])[0]

    def open_many(self, sealed: Sequence[Sealed]) -> list[Opened]:
        """Open several texts, in the order given."""
        keys = self._find({box.person for box in sealed}) if sealed else {}
        return [_open(box, keys.get(box.person)) for box in sealed]


def _open(sealed: Sealed, key: Key | None) -> Opened:
    match key:
        case DataKey():
            return key.open(sealed)
        case KeyDestroyed():
            return Erased(sealed.person)
        case None:
            raise KeyMissing(person=sealed.person, bound_to=sealed.bound_to)
