"""Both keepers of the keys keep the promises of `vault.api.Vault`."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.sealed import Sealed
from vault.api import Erased, Vault
from vault.errors import KeyMissing, PersonErased, SealBroken
from vault.memory import InMemoryVault
from vault.postgres import PostgresVault


def name_of(vault: Vault, person: str, text: str = "Anna Lindqvist") -> Sealed:
    """Seal somebody's name for the examples."""
    return vault.seal(person, text, command_id=f"register-{person}", field="name")


class VaultContract:
    """The promises of a vault as tests; a derived class gives the vault."""

    @pytest.mark.parametrize("text", ["Anna", "", "Zoë Ó Súilleabháin 李", "line\nbreak\x00"])
    def test_a_sealed_text_opens(self, vault: Vault, text: str) -> None:
        """What was sealed reads the same again, and the box names the person and the place."""
        sealed = vault.seal("person-1", text, command_id="command-1", field="note")
        assert (sealed.person, sealed.bound_to) == ("person-1", "command-1#note")
        assert vault.open(sealed) == text

    def test_sealing_again_gives_the_same_box(self, vault: Vault) -> None:
        """A command prepared twice is twice the same command, to the byte."""
        assert name_of(vault, "person-1") == name_of(vault, "person-1")

    def test_a_box_does_not_open_for_another_person(self, vault: Vault) -> None:
        """A text moved to somebody else, who has a key too, is refused."""
        sealed = name_of(vault, "person-1")
        vault.ensure_keys(["person-2"])
        with pytest.raises(SealBroken, match="person-2"):
            vault.open(sealed.model_copy(update={"person": "person-2"}))

    def test_a_box_does_not_open_in_another_place(self, vault: Vault) -> None:
        """A text moved to another command or field is refused."""
        sealed = name_of(vault, "person-1")
        with pytest.raises(SealBroken, match="other#name"):
            vault.open(sealed.model_copy(update={"bound_to": "other#name"}))

    def test_a_stranger_has_no_key(self, vault: Vault) -> None:
        """A text of a person this vault never knew is an error: it belongs to another vault."""
        with pytest.raises(KeyMissing, match="person-9"):
            vault.open(Sealed(person="person-9", bound_to="c#f", box="AAAA"))

    def test_many_texts_open_in_their_order(self, vault: Vault) -> None:
        """Opening several texts keeps their order and tells texts of the erased apart; none is none."""
        boxes = [name_of(vault, f"person-{n}", f"name {n}") for n in (1, 2, 3, 1)]
        vault.erase("person-2")
        assert vault.open_many(boxes) == ["name 1", Erased("person-2"), "name 3", "name 1"]
        assert vault.open_many([]) == []

    def test_an_erased_person_cannot_be_read(self, vault: Vault) -> None:
        """After an erasure the text is gone, as a value and not as an exception; others keep theirs."""
        one, other = name_of(vault, "person-1"), name_of(vault, "person-2")
        vault.erase("person-1")
        assert vault.open(one) == Erased("person-1")
        assert vault.open(other) == "Anna Lindqvist"

    def test_erasing_twice_is_erasing_once(self, vault: Vault) -> None:
        """A repeated erasure returns the same record."""
        name_of(vault, "person-1")
        first = vault.erase("person-1")
        assert first.person == "person-1"
        assert vault.erase("person-1") == first

    def test_each_key_has_an_identifier_of_its_own(self, vault: Vault) -> None:
        """The records of two erasures name two keys."""
        assert vault.erase("person-1").key_id != vault.erase("person-2").key_id

    def test_the_erased_get_no_other_key(self, vault: Vault) -> None:
        """Neither sealing nor preparing keys brings the erased back; the refusal says what would."""
        sealed = name_of(vault, "person-1")
        record = vault.erase("person-1")
        vault.ensure_keys(["person-1", "person-2"])
        with pytest.raises(PersonErased, match=f"{record.key_id} was destroyed.*register them anew"):
            name_of(vault, "person-1")
        assert vault.open(sealed) == Erased("person-1")

    def test_somebody_unknown_can_be_erased_in_advance(self, vault: Vault) -> None:
        """Who never had a key is marked as erased too, so that nothing is ever sealed for them."""
        record = vault.erase("person-1")
        assert vault.erase("person-1") == record
        with pytest.raises(PersonErased):
            name_of(vault, "person-1")

    def test_keys_are_made_once(self, vault: Vault) -> None:
        """Preparing keys again, or twice in one call, replaces none of them."""
        vault.ensure_keys(["person-1", "person-1"])
        sealed = name_of(vault, "person-1")
        vault.ensure_keys(["person-2", "person-1"])
        vault.ensure_keys([])
        assert vault.open(sealed) == "Anna Lindqvist"

    def test_first_uses_at_the_same_time_agree_on_one_key(self, vault: Vault) -> None:
        """When several threads seal for a new person at once, they all seal with the one key that remains."""
        with ThreadPoolExecutor(4) as threads:
            boxes = list(threads.map(lambda _: name_of(vault, "person-1"), range(8)))
        assert len({box.box for box in boxes}) == 1
        assert vault.open(boxes[0]) == "Anna Lindqvist"


class TestInMemory(VaultContract):
    """The vault in memory."""

    @pytest.fixture
    def vault(self) -> Vault:
        """An empty vault."""
        return InMemoryVault()


class TestPostgres(VaultContract):
    """The vault in PostgreSQL."""

    @pytest.fixture
    def vault(self, postgres_vault: PostgresVault) -> Vault:
        """An empty vault in a new database."""
        return postgres_vault
