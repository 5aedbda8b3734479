"""Whether every sealed text stands where it was sealed for."""

from collections.abc import Iterator
from hashlib import blake2b

from audit.kept import Kept
from domain.sealed import Sealed, sealed_in


class Seals:
    """Follows sealed texts through the log; remembers a digest of each, some 100 bytes.

    A text belongs to the command that brought it, so it first stands in an event that this command
    caused. Later events may repeat it: a lesson repeats what was said in a review.
    """

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def check(self, kept: Kept) -> Iterator[str]:
        """Yield which texts of the next event were sealed for another place."""
        event = kept.event
        cause = event.metadata.get("causation_id")
        for place, text in (*sealed_in(event.data, "data"), *sealed_in(event.metadata, "metadata")):
            digest = _digest(text)
            if text.command_id == cause:
                self._seen.add(digest)
            elif digest not in self._seen:
                yield f"the text in {place} was sealed for another command ({text.bound_to})"


def _digest(text: Sealed) -> int:
    whole = text.model_dump_json().encode()
    return int.from_bytes(blake2b(whole, digest_size=16).digest(), "big")
