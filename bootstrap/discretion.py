"""What a log line keeps to itself: sealed texts, addresses, and values that a validation refused."""

import re
from collections.abc import Mapping
from typing import Any, Final

from structlog.typing import EventDict, WrappedLogger

from domain.sealed import Sealed

SEALED: Final = "<sealed>"
ADDRESS: Final = "<address>"
INPUT: Final = "<input>"

_ADDRESS = re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+\.[^\W\d_]{2,}")
_REFUSED_INPUT = re.compile(r"input_value=.*?, input_type=", re.DOTALL)
_SEALED_SHAPE = frozenset(Sealed.model_fields)


def discreet(_logger: WrappedLogger, _method: str, event_dict: EventDict) -> EventDict:
    """Obscure whatever may be personal in a log line; a structlog processor.

    Names and free text cannot be told from other words, so they must not be logged in the first place:
    they are sealed wherever the engine handles them. This catches what slips through around them, such
    as the address in a mail server's refusal or the value in pydantic's complaint.
    """
    return {key: _obscured(value) for key, value in event_dict.items()}


def _obscured(value: Any) -> Any:  # noqa: ANN401 - anything can be logged
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Sealed) or (isinstance(value, Mapping) and value.keys() == _SEALED_SHAPE):
        return SEALED
    if isinstance(value, Mapping):
        return {str(key): _obscured(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_obscured(each) for each in value]
    return _ADDRESS.sub(ADDRESS, _REFUSED_INPUT.sub(f"input_value={INPUT}, input_type=", str(value)))
