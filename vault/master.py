"""The master key: wraps every person's key, and lives outside PostgreSQL."""

import os
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault.errors import MasterKeyExposed, MasterKeyMalformed

KEY_BYTES = 32
_NONCE_BYTES = 12
_OTHERS = 0o077


@dataclass(frozen=True, slots=True, repr=False)
class MasterKey:
    """Wraps and unwraps data keys.

    A dump of the database without it is unreadable, and one key erased from the database is gone even
    for its holder. It must therefore never be stored beside the database or its backups.

    Attributes:
        secret: 32 random bytes.
    """

    secret: bytes

    @classmethod
    def generate(cls) -> Self:
        """Make a new one from the system's randomness."""
        return cls(os.urandom(KEY_BYTES))

    @classmethod
    def parse(cls, text: str, *, source: str) -> Self:
        """Read one from base64; `source` says in the error where the text came from.

        Raises:
            MasterKeyMalformed: the text is not 32 bytes in base64.
        """
        try:
            secret = b64decode(text.strip(), validate=True)
        except ValueError:
            secret = b""
        if len(secret) != KEY_BYTES:
            raise MasterKeyMalformed(source=source)
        return cls(secret)

    @classmethod
    def at(cls, path: Path) -> Self:
        """Read the one in a file, which is made at first use, readable by its owner only.

        Raises:
            MasterKeyExposed: others can read the file.
            MasterKeyMalformed: the file holds something else.
        """
        if not path.exists():
            _write_once(path, cls.generate().text())
        mode = path.stat().st_mode
        if mode & _OTHERS:
            raise MasterKeyExposed(path=path, mode=f"{mode & 0o777:o}")
        return cls.parse(path.read_text(), source=str(path))

    def text(self) -> str:
        """Spell it in base64, as `parse` reads it."""
        return b64encode(self.secret).decode()

    @property
    def fingerprint(self) -> str:
        """A name for it that does not give it away: 16 hexadecimal digits."""
        return sha256(b"mentoring master key" + self.secret).hexdigest()[:16]

    def wrap(self, secret: bytes, context: str) -> bytes:
        """Encrypt a data key for one owner, named by `context`."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self.secret).encrypt(nonce, secret, context.encode())

    def unwrap(self, wrapped: bytes, context: str) -> bytes | None:
        """Decrypt a data key; None when it was not wrapped by this key for this owner."""
        try:
            return AESGCM(self.secret).decrypt(
                wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], context.encode()
            )
        except (InvalidTag, ValueError):
            return None


def _write_once(path: Path, text: str) -> None:
    """Create the file whole or not at all; when another process was first, theirs stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as draft:  # readable by its owner only
        draft.write(text + "\n")
        draft.flush()
        os.fsync(draft.fileno())
        with suppress(FileExistsError):
            os.link(draft.name, path)
