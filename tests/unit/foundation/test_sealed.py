from domain.person.commands import RegisterPerson
from domain.sealed import sealed_in
from vault.memory import InMemoryVault

VAULT = InMemoryVault()
NAME = VAULT.seal("person-1", "Anna Lindqvist", command_id="register#1", field="name")
NOTE = VAULT.seal("person-2", "It went well", command_id="confirm-2", field="note")
DATA = {
    "person": "person-1",
    "name": NAME.model_dump(),
    "meetings": [{"held": True}, {"note": NOTE.model_dump()}],
}


def test_sealed_texts_are_found_wherever_they_are() -> None:
    """Each sealed text of an event is found with the path to it, in the order in which it is written."""
    assert list(sealed_in(DATA, "data")) == [("data.name", NAME), ("data.meetings.1.note", NOTE)]


def test_sealed_texts_are_found_in_values_as_in_json() -> None:
    """A command holds its texts where the event that keeps them does."""
    command = RegisterPerson(person="person-1", employee_ref="7", name=NAME, email=NOTE)
    assert list(sealed_in(command)) == [("name", NAME), ("email", NOTE)]
    assert list(sealed_in(command.model_dump(mode="json"))) == [("name", NAME), ("email", NOTE)]


def test_what_only_resembles_a_sealed_text_is_none() -> None:
    """Scores may go by any names, and a text in clear has fields of its own."""
    shape = NAME.model_dump()
    for data in (dict.fromkeys(shape, 3), shape | {"more": ""}, {"person": "person-1"}):
        assert list(sealed_in(data)) == []


def test_a_sealed_text_names_its_command() -> None:
    """Where a text belongs can be compared with where it stands, whatever the id of the command is."""
    assert [text.command_id for _, text in sealed_in(DATA)] == ["register#1", "confirm-2"]
