"""Names of people, opened for whoever asks for them at the terminal; nowhere else do they leave the vault."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bootstrap.container import Container

Names = Annotated[
    bool, typer.Option("--names", help="Open the names of members; otherwise people are opaque ids.")
]


def names_of(container: "Container", people: Iterable[str]) -> Mapping[str, str]:
    """Return the names of those people who are known, ``[erased]`` for the erased.

    Raises:
        VaultUnreachable: the keys cannot be reached.
    """
    from domain.person.events import ContactChanged, PersonRegistered
    from domain.sealed import Sealed

    named = {PersonRegistered.type, ContactChanged.type}
    sealed: dict[str, Sealed] = {}
    for person in sorted(set(people)):
        for event in container.store.load(person):
            if event.type in named:
                sealed[person] = Sealed.model_validate(event.data["name"])
    opened = container.vault.open_many(list(sealed.values()))
    return {person: str(name) for person, name in zip(sealed, opened, strict=True)}
