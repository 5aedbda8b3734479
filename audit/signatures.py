"""Whether every signature names the very document that was laid before those who signed."""

from collections.abc import Iterator
from hashlib import sha256

from audit.kept import Kept
from domain.event import Event
from domain.relationship.events import AgreementConcluded, AgreementDrafted, AgreementSigned
from eventstore.canonical import canonical_json


class Signatures:
    """Follows the agreements of every relationship; remembers one hash for each draft."""

    def __init__(self) -> None:
        self._drafts: dict[tuple[str, int], str] = {}

    def check(self, kept: Kept, event: Event) -> Iterator[str]:
        """Yield what does not fit in the next event, if it is about an agreement."""
        stream = kept.event.stream
        match event:
            case AgreementDrafted():
                # From the stored document: a later version of this program may read it into other fields.
                actual = sha256(canonical_json(kept.event.data["document"]).encode()).hexdigest()
                if actual != event.sha256:
                    yield f"the hash of its document is {actual}, but it says {event.sha256}"
                self._drafts[stream, event.document.version] = event.sha256
            case AgreementSigned() | AgreementConcluded():
                drafted = self._drafts.get((stream, event.version))
                if drafted is None:
                    yield f"version {event.version} of the agreement was never drafted"
                elif drafted != event.sha256:
                    yield f"it names document {event.sha256}, but version {event.version} is {drafted}"
