"""Which event types exist, in which versions, and how old ones are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from domain.errors import MentoringError
from domain.event import Event

Upcaster = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Turns the data of one schema version into that of the next; a pure function on plain JSON values."""


class DuplicateEventType(MentoringError):
    """Event type {type} is declared by both {first} and {second}. Give one of them another name."""


class MissingUpcaster(MentoringError):
    """Event type {type} is at version {current} but nothing turns version {version} into {next}.

    Add an upcaster for that step.
    """


class UnknownEvent(Event):
    """An event of a type, or of a future version, that this program does not know; kept, never dropped."""

    name: str
    version: int
    data: dict[str, Any]


class Registry:
    """Every known event type with its upcasters; complete or not built at all.

    Raises:
        DuplicateEventType: two classes claim the same type name.
        MissingUpcaster: a type above version 1 lacks a step from some earlier version.
    """

    def __init__(self, events: Iterable[type[Event]], upcasters: Mapping[tuple[str, int], Upcaster]) -> None:
        self._classes: dict[str, type[Event]] = {}
        self._upcasters = dict(upcasters)
        for cls in events:
            if (known := self._classes.setdefault(cls.type, cls)) is not cls:
                raise DuplicateEventType(type=cls.type, first=known.__qualname__, second=cls.__qualname__)
            for version in range(1, cls.schema_version):
                if (cls.type, version) not in self._upcasters:
                    raise MissingUpcaster(
                        type=cls.type, current=cls.schema_version, version=version, next=version + 1
                    )

    def __iter__(self) -> Iterator[type[Event]]:
        """Every known event class."""
        return iter(self._classes.values())

    def get(self, name: str) -> type[Event] | None:
        """Return the class of a type in its current version; None when the type is not known."""
        return self._classes.get(name)

    def decode(self, name: str, version: int, data: Mapping[str, Any]) -> Event:
        """Read stored data as the current version of its type; `UnknownEvent` when there is none."""
        cls = self._classes.get(name)
        if cls is None or version > cls.schema_version:
            return UnknownEvent(name=name, version=version, data=dict(data))
        for step in range(version, cls.schema_version):
            data = self._upcasters[name, step](data)
        return cls.model_validate(data)
