"""Sealed texts for tests that do not care what they say."""

from domain.sealed import Sealed


def sealed(person: str = "person-a", field: str = "text") -> Sealed:
    """Return a sealed text that nobody needs to open."""
    return Sealed(person=person, bound_to=f"command-1#{field}", box="Y2lwaGVy")
