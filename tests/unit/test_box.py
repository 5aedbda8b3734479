from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sealed import Sealed
from vault.box import DataKey
from vault.errors import SealBroken

KEY = DataKey("person-1", "3145ee61-e1b9-4b52-b410-d6e77c04b972", bytes(range(64)))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
"""Any text that can be written down at all (a lone surrogate cannot)."""


@given(TEXTS)
def test_what_was_sealed_opens(text: str) -> None:
    """A key opens whatever text it sealed, to the letter."""
    assert KEY.open(KEY.seal(text, command_id="c", field="f")) == text


@given(TEXTS)
def test_the_box_shows_nothing_but_length(text: str) -> None:
    """A box is as long as its text, its nonce and its tag, and another key makes quite another one."""
    box = b64decode(KEY.seal(text, command_id="c", field="f").box)
    other = DataKey(KEY.person, KEY.key_id, bytes(64)).seal(text, command_id="c", field="f")
    assert len(box) == 12 + len(text.encode()) + 16
    assert b64decode(other.box) != box


@given(st.data())
def test_any_flipped_bit_breaks_the_seal(data: st.DataObject) -> None:
    """Nonce, ciphertext and tag are all authenticated: one changed bit anywhere, and nothing opens."""
    sealed = KEY.seal("Anna Lindqvist", command_id="c", field="name")
    box = bytearray(b64decode(sealed.box))
    bit = data.draw(st.integers(0, len(box) * 8 - 1))
    box[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        KEY.open(sealed.model_copy(update={"box": b64encode(box).decode()}))


@given(TEXTS, TEXTS, st.integers(0, 3))
def test_the_same_place_and_text_give_the_same_box(first: str, second: str, place: int) -> None:
    """Sealing is repeatable, and two boxes share a nonce only when they are the same box."""
    one = KEY.seal(first, command_id="c", field="0")
    other = KEY.seal(second, command_id="c", field=str(place))
    assert (one == other) == (first == second and place == 0)
    assert (one.box[:16] == other.box[:16]) == (one == other)


@pytest.mark.parametrize("box", ["", "AAAA", "not base64!", "é"])
def test_rubbish_does_not_open(box: str) -> None:
    """What is no box at all is refused like a broken one."""
    with pytest.raises(SealBroken, match="sealed for c#f does not open"):
        KEY.open(Sealed(person="person-1", bound_to="c#f", box=box))


def test_a_key_keeps_itself_to_itself() -> None:
    """The secret does not appear when a key is printed."""
    assert "secret" not in repr(KEY)
