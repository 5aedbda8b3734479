from hypothesis import given
from hypothesis import strategies as st

from domain.ids import category_of, derive, event_id, stream_name

PARTS = st.lists(st.text(st.characters(codec="ascii", exclude_characters="\x1f")), min_size=1, max_size=4)


@given(PARTS, PARTS)
def test_the_same_cause_gives_the_same_identifier(left: list[str], right: list[str]) -> None:
    """Equal parts give equal identifiers and different parts different ones, however they are cut."""
    assert (derive(*left) == derive(*right)) == (left == right)


def test_a_stream_carries_its_category() -> None:
    """The text before the first dash is the category, also where the category has an underscore."""
    assert category_of(stream_name("match_run", "cycle-1", "peers", 1)) == "match_run"


def test_each_event_of_a_command_has_its_own_identifier() -> None:
    """Stream, cause and index together name an event, so that a retry names it again."""
    ids = {event_id(stream, cause, index) for stream in "ab" for cause in "cd" for index in range(3)}
    assert len(ids) == 12
    assert event_id("a", "c", 0) in ids
