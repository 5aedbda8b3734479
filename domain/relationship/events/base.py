"""What every event of a relationship carries."""

from pydantic import AwareDatetime

from domain.event import Event


class RelationshipEvent(Event):
    """A fact about one relationship.

    Attributes:
        at: When it happened, by the engine's clock; deadlines count from here.
    """

    at: AwareDatetime
