import pickle

from domain.errors import FactsMissing, MentoringError, Refused


class NotAGuest(Refused):
    """You are no guest."""


class SeatTaken(Refused):
    """Seat {seat} is taken.

    Choose another one.
    """


def test_the_docstring_is_the_message() -> None:
    """The facts fill the braces, and line breaks become spaces."""
    assert str(SeatTaken(seat=7)) == "Seat 7 is taken. Choose another one."


def test_programs_read_the_code() -> None:
    """The code is the class name in snake case, a word of one letter included."""
    assert (SeatTaken.code, NotAGuest.code, FactsMissing.code, MentoringError.code) == (
        "seat_taken",
        "not_a_guest",
        "facts_missing",
        "mentoring_error",
    )


def test_an_error_survives_a_process_boundary() -> None:
    """Pickling keeps class, facts and message."""
    copy = pickle.loads(pickle.dumps(SeatTaken(seat=7)))  # noqa: S301 - our own bytes
    assert isinstance(copy, SeatTaken)
    assert (copy.facts, str(copy)) == ({"seat": 7}, "Seat 7 is taken. Choose another one.")
