"""What a command's exit code says, and the one place that decides about it."""

from enum import IntEnum
from typing import Final

from domain.errors import MentoringError


class Code(IntEnum):
    """The exit codes of every command."""

    OK = 0
    FAILED = 1
    USAGE = 2
    DIFFERENCES = 3
    CONFLICT = 4
    UNREACHABLE = 5


MEANING: Final = {
    Code.OK: "done",
    Code.FAILED: "failed, or refused by a rule",
    Code.USAGE: "used wrongly, or wrong settings",
    Code.DIFFERENCES: "a verification found differences",
    Code.CONFLICT: "somebody else was first",
    Code.UNREACHABLE: "the database, Temporal or the worker cannot be reached",
}
"""The same in words."""

# By code, not by class: the classes live in packages that take long to import.
_CODES: Final = {
    "invalid_settings": Code.USAGE,
    "version_conflict": Code.CONFLICT,
    "event_id_reused": Code.CONFLICT,
    "store_unreachable": Code.UNREACHABLE,
    "vault_unreachable": Code.UNREACHABLE,
    "temporal_unreachable": Code.UNREACHABLE,
    "unanswered": Code.UNREACHABLE,
    "embedded_postgres_stopped": Code.UNREACHABLE,
    "embedded_postgres_failed": Code.UNREACHABLE,
    "embedded_postgres_ended": Code.UNREACHABLE,
    "embedded_postgres_missing": Code.UNREACHABLE,
    "embedded_postgres_silent": Code.UNREACHABLE,
    "embedded_postgres_unwilling": Code.UNREACHABLE,
    "embedded_temporal_stopped": Code.UNREACHABLE,
    "embedded_temporal_failed": Code.UNREACHABLE,
    "embedded_temporal_missing": Code.UNREACHABLE,
    "worker_absent": Code.UNREACHABLE,
}


def exit_code(error: MentoringError) -> Code:
    """Return what to exit with after an error: 1 unless it is, or is a kind of, one that says more."""
    codes = (kind.code for kind in type(error).__mro__ if issubclass(kind, MentoringError))
    return next((_CODES[code] for code in codes if code in _CODES), Code.FAILED)
