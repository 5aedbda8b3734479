"""The box itself: AES-256-GCM under a person's key, bound to the place that the text fills."""

import hmac
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.sealed import NONCE_BYTES, Sealed, binding
from vault.errors import SealBroken

SECRET_BYTES = 64
_HALF = SECRET_BYTES // 2


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    """One person's key: half of the secret encrypts, the other half derives nonces.

    Attributes:
        person: Whose it is.
        key_id: Its identifier, a UUID; authenticated with every text.
        secret: 64 random bytes.
    """

    person: str
    key_id: str
    secret: bytes

    @classmethod
    def generate(cls, person: str) -> Self:
        """Make a new one from the system's randomness."""
        return cls(person, str(UUID(bytes=os.urandom(16), version=4)), os.urandom(SECRET_BYTES))

    def seal(self, text: str, *, command_id: str, field: str) -> Sealed:
        """Seal a text for one field of one command."""
        bound_to = binding(command_id, field)
        context = self._context(bound_to)
        plain = text.encode()
        # The nonce is a keyed digest of place and text, not a random number: two different messages
        # meet with probability 2**-96, and the same message seals to the same bytes, which is what lets
        # a retried command be recognised by its content.
        nonce = hmac.digest(self.secret[_HALF:], context + plain, "sha256")[:NONCE_BYTES]
        box = nonce + AESGCM(self.secret[:_HALF]).encrypt(nonce, plain, context)
        return Sealed(person=self.person, bound_to=bound_to, box=b64encode(box).decode())

    def open(self, sealed: Sealed) -> str:
        """Return the text of a box that this key sealed.

        Raises:
            SealBroken: any part of it is not as it was sealed.
        """
        try:
            box = b64decode(sealed.box, validate=True)
            nonce, ciphertext = box[:NONCE_BYTES], box[NONCE_BYTES:]
            plain = AESGCM(self.secret[:_HALF]).decrypt(nonce, ciphertext, self._context(sealed.bound_to))
        except (InvalidTag, ValueError):
            raise SealBroken(person=sealed.person, bound_to=sealed.bound_to) from None
        return plain.decode()

    def _context(self, bound_to: str) -> bytes:
        # Lengths in front keep "a" + "bc" and "ab" + "c" apart.
        parts = (part.encode() for part in (self.person, self.key_id, bound_to))
        return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
