"""Why the vault refuses.

VaultError
├── SealBroken          a box was changed or transplanted
├── KeyMissing          a box of a person this vault never knew
├── KeyDamaged          a stored key was changed
├── MasterKeyWrong      the keys were wrapped with another master key
├── MasterKeyMalformed  the text or file is no master key
├── MasterKeyExposed    others can read the file
└── VaultUnreachable    PostgreSQL does not answer
PersonErased            a refusal of the domain: the erased stay erased
"""

from domain.errors import MentoringError, Refused


class VaultError(MentoringError):
    """The vault cannot do what it was asked for."""


class SealBroken(VaultError):
    """The text of {person} sealed for {bound_to} does not open: it was changed or moved here from elsewhere.

    Run `mentoring audit verify` to see whether the log was changed, and restore the text from a copy.
    """


class KeyMissing(VaultError):
    """This vault never had a key for {person}, so their text sealed for {bound_to} belongs to another vault.

    Restore the schema "vault" that was in use when the text was sealed.
    """


class KeyDamaged(VaultError):
    """The key of {person} does not unwrap: its row in vault.key was changed.

    Restore that row from a copy made since {person} was registered.
    """


class MasterKeyWrong(VaultError):
    """The keys in this vault were wrapped with master key {expected}, but this process has {actual}.

    Set MENTORING_MASTER_KEY, or restore the file master.key, to the one whose fingerprint is {expected}.
    """


class MasterKeyMalformed(VaultError):
    """{source} does not hold a master key: 32 bytes in base64 are expected.

    Restore it from a copy. For a new vault without any keys, `openssl rand -base64 32` makes one.
    """


class MasterKeyExposed(VaultError):
    """The master key in {path} can be read by others than its owner (mode {mode}).

    Run `chmod 600 {path}`, and think about who may have read it.
    """


class VaultUnreachable(VaultError):
    """The vault's database does not answer: {cause}.

    Check that PostgreSQL runs and that DATABASE_URL is right; nothing was changed.
    """


class PersonErased(Refused):
    """Nothing can be sealed for {person}: they were erased, and key {key_id} was destroyed for good.

    If the person has come back, register them anew; they get another identifier.
    """
