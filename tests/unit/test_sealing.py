import pytest

from vault.api import Erased
from vault.errors import SealBroken
from vault.memory import InMemoryVault
from vault.sealing import find_sealed, open_all

VAULT = InMemoryVault()
NAME = VAULT.seal("person-1", "Anna Lindqvist", command_id="register#1", field="name")
NOTE = VAULT.seal("person-2", "It went well", command_id="confirm-2", field="note")
DATA = {
    "person": "person-1",
    "name": NAME.model_dump(),
    "meetings": [{"held": True}, {"note": NOTE.model_dump()}],
}


def test_sealed_texts_are_found_wherever_they_are() -> None:
    """Each sealed text is found with the path to it, in the order in which the data is written."""
    assert [(found.path, found.sealed) for found in find_sealed(DATA)] == [
        (("name",), NAME),
        (("meetings", 1, "note"), NOTE),
    ]


def test_a_sealed_text_names_its_command_and_field() -> None:
    """Where a text belongs can be compared with where it stands."""
    assert [(found.command_id, found.field) for found in find_sealed(DATA)] == [
        ("register#1", "name"),
        ("confirm-2", "note"),
    ]


def test_opening_replaces_each_text_in_its_place() -> None:
    """The same data comes back with its sealed texts in clear, and everything else as it was."""
    assert open_all(VAULT, DATA) == {
        "person": "person-1",
        "name": "Anna Lindqvist",
        "meetings": [{"held": True}, {"note": "It went well"}],
    }


def test_the_texts_of_the_erased_read_as_erased() -> None:
    """One erased person leaves a mark in the place of their text, and nobody else's text suffers."""
    vault = InMemoryVault()
    one = vault.seal("person-1", "Anna", command_id="c", field="a").model_dump()
    other = vault.seal("person-2", "Bo", command_id="c", field="b").model_dump()
    vault.erase("person-1")
    opened = open_all(vault, [one, other])
    assert opened == [Erased("person-1"), "Bo"]
    assert str(opened[0]) == "[erased]"


def test_texts_that_changed_places_do_not_open() -> None:
    """Two boxes exchanged between fields are noticed, although both are genuine."""
    moved = {"name": {**NAME.model_dump(), "bound_to": NOTE.bound_to}}
    with pytest.raises(SealBroken):
        open_all(VAULT, moved)
