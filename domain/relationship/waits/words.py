"""How people are called in the sentences that explain a wait; by role, never by name."""

from collections import Counter

from domain.relationship.state import State


def of(state: State, persons: tuple[str, ...]) -> str:
    """Return "the mentor's and the mentee's", "the peer's" or "3 peers'"."""
    counts = Counter(state.role_of(person) for person in persons)
    return " and ".join(f"the {role}'s" if n == 1 else f"{n} {role}s'" for role, n in counts.items())
