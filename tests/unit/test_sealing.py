from vault.memory import InMemoryVault
from vault.sealing import find_sealed

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
