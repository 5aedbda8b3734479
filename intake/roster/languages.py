"""Languages as people write them, as ISO 639-1 codes."""

import re
import unicodedata
from typing import Final

_NAMES: Final = {
    "ar": "arabic arabisch arabe",
    "bg": "bulgarian bulgarisch",
    "bn": "bengali bangla",
    "cs": "czech tschechisch cestina",
    "da": "danish danisch dansk",
    "de": "german deutsch allemand aleman ger",
    "el": "greek griechisch ellinika",
    "en": "english englisch anglais ingles eng",
    "es": "spanish spanisch espagnol espanol castellano spa",
    "et": "estonian eesti",
    "fa": "persian farsi",
    "fi": "finnish finnisch suomi",
    "fr": "french franzosisch francais frances fre fra",
    "he": "hebrew ivrit",
    "hi": "hindi",
    "hr": "croatian kroatisch hrvatski",
    "hu": "hungarian ungarisch magyar",
    "id": "indonesian",
    "it": "italian italienisch italiano ita",
    "ja": "japanese japanisch nihongo",
    "ko": "korean koreanisch",
    "lt": "lithuanian",
    "lv": "latvian",
    "ms": "malay",
    "nl": "dutch niederlandisch nederlands",
    "no": "norwegian norwegisch norsk nb nn",
    "pl": "polish polnisch polski",
    "pt": "portuguese portugiesisch portugues",
    "ro": "romanian rumanisch romana",
    "ru": "russian russisch",
    "sk": "slovak",
    "sl": "slovenian slovene",
    "sr": "serbian",
    "sv": "swedish schwedisch svenska",
    "sw": "swahili",
    "ta": "tamil",
    "te": "telugu",
    "th": "thai",
    "tr": "turkish turkisch turkce",
    "uk": "ukrainian ukrainisch",
    "ur": "urdu",
    "vi": "vietnamese",
    "zh": "chinese mandarin chinesisch zhongwen",
}
_CODES: Final = {name: code for code, names in _NAMES.items() for name in (code, *names.split())}


def read_language(text: str) -> str | None:
    """Return the code of a language: ``German (fluent)``, ``de-AT`` and ``Deutsch`` are all ``de``."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    words = re.split(r"[^a-z]+", plain.strip())
    return _CODES.get(words[0])
