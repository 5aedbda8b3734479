"""The text of a cell, tidied."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_NOTHING: Final = frozenset(
    {"", "-", "--", "n/a", "#n/a", "na", "none", "null", "nil", "?", "unknown", "tbd"}
)
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DOUBLY_ENCODED: Final = re.compile("[\u00c2\u00c3\u00c4\u00c5][\u0080-\u00bf\u0152-\u2122]")


def tidy(text: str) -> str:
    """Return a text in NFC, without invisible characters, its white space collapsed."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(visible.split())


def is_nothing(text: str) -> bool:
    """Whether a tidied text is one of the ways to say nothing: ``-``, ``n/a``, ``none``."""
    return text.casefold() in _NOTHING


def repaired(text: str) -> str:
    """Undo UTF-8 that was read as Western European, so that its accents come back; else unchanged."""
    if not _DOUBLY_ENCODED.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def listed(text: str) -> list[str]:
    """Split a cell that lists several things at ``;``, ``,`` or ``|``."""
    return [part for each in re.split(r"[;,|]", text) if (part := each.strip())]


@lru_cache(maxsize=4096)
def as_key(text: str) -> str:
    """Return a text in the form of a short name: ``Data analysis`` becomes ``data-analysis``."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
