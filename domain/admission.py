"""What every command is checked for before anything is decided, whichever way it came."""

from domain.command import Command
from domain.errors import Refused


class AnotherStream(Refused):
    """The command {command} was sent to {given}, but what it says is the beginning of {right}.

    Everything would be there twice, under two names. Send it to {right}, or correct what it says.
    """


def require_own_stream(stream: str, command: Command) -> None:
    """Refuse what begins a stream in any stream but the one that its content names.

    Raises:
        AnotherStream: it belongs elsewhere.
    """
    for right in command.begins():
        if right != stream:
            raise AnotherStream(command=type(command).__name__, given=stream, right=right)
