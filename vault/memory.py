"""The vault without a database: for tests, and for trying things out."""

from collections.abc import Collection, Mapping
from threading import Lock

from vault.api import KeyDestroyed
from vault.box import DataKey
from vault.keyed import Key, KeyedVault


class InMemoryVault(KeyedVault):
    """Keeps its keys in this process, and forgets them with it. Safe to share between threads."""

    def __init__(self) -> None:
        self._keys: dict[str, Key] = {}
        self._lock = Lock()

    def ensure_keys(self, persons: Collection[str]) -> None:
        """Give a key to each person who has none; the erased keep none."""
        with self._lock:
            for person in persons:
                self._keys.setdefault(person, DataKey.generate(person))

    def erase(self, person: str) -> KeyDestroyed:
        """Destroy a person's key for good."""
        with self._lock:
            key = self._keys.get(person) or DataKey.generate(person)
            self._keys[person] = destroyed = KeyDestroyed(person, key.key_id)
        return destroyed

    def _find(self, persons: Collection[str]) -> Mapping[str, Key]:
        with self._lock:
            return {person: self._keys[person] for person in persons if person in self._keys}
