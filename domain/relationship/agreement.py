"""The foundation that all members sign: shared values, key goals, rules of engagement (seed 002)."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Annotated

from pydantic import StringConstraints

from domain.policies import Duration
from domain.sealed import Sealed
from domain.values import Value
from domain.vocabulary import Role

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""64 hexadecimal digits."""


class AgreementTemplate(Value):
    """What the programme's design offers for the foundation; words of the programme, not of people.

    Attributes:
        shared_values: Values to choose from.
        key_goals: Goals to choose from.
        rules_of_engagement: Rules to choose from.
        signed_by: Whose signatures it takes; empty for every role.
    """

    shared_values: tuple[str, ...] = ()
    key_goals: tuple[str, ...] = ()
    rules_of_engagement: tuple[str, ...] = ()
    signed_by: tuple[Role, ...] = ()


class Foundation(Value):
    """The terms of an agreement, chosen from the template in clear or added in own words, sealed.

    Attributes:
        shared_values: Chosen from the template.
        own_values: Added by the members.
        key_goals: Chosen from the template.
        own_goals: Added by the members.
        rules_of_engagement: Chosen from the template.
        own_rules: Added by the members.
        meeting_every: The agreed rhythm.
        meeting_minutes: The agreed length of a meeting, in minutes.
    """

    shared_values: tuple[str, ...] = ()
    own_values: tuple[Sealed, ...] = ()
    key_goals: tuple[str, ...] = ()
    own_goals: tuple[Sealed, ...] = ()
    rules_of_engagement: tuple[str, ...] = ()
    own_rules: tuple[Sealed, ...] = ()
    meeting_every: Duration = timedelta(weeks=4)
    meeting_minutes: int = 60


class AgreementParty(Value):
    """Who an agreement binds.

    Attributes:
        person: The opaque identifier.
        role: In which role.
    """

    person: str
    role: Role


class AgreementDocument(Value):
    """Exactly what is signed.

    Attributes:
        relationship: The stream of the relationship it belongs to.
        programme: The programme.
        cycle: The cycle.
        track: The track.
        programme_version: The version of the programme's design that governs it.
        version: 1 for the first agreement, one more for each amendment or redraft.
        parties: Everybody it binds.
        terms: What they agree to.
    """

    relationship: str
    programme: str
    cycle: str
    track: str
    programme_version: int
    version: int
    parties: tuple[AgreementParty, ...]
    terms: Foundation


def hash_of(document: AgreementDocument) -> str:
    """Return the SHA-256 of the document's canonical JSON, in 64 hexadecimal digits.

    The JSON has sorted keys, no white space and integers only, as RFC 8785 asks for; own words stay in it
    as ciphertext, so a signature can still be verified after one of the keys was destroyed.
    """
    text = json.dumps(
        document.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return sha256(text.encode()).hexdigest()
