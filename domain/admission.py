"""What a command is checked for before anything is decided."""

from domain.command import Command
from domain.errors import Refused
from domain.sealed import Sealed, sealed_in


class AnotherStream(Refused):
    """The command {command} was sent to {given}, but what it says is the beginning of {right}.

    Everything would be there twice, under two names. Send it to {right}, or correct what it says.
    """


class NotSealed(Refused):
    """The text in {place} is not sealed: its box is not the base64 of a nonce and a ciphertext.

    In the log it could never be erased. Seal it with the key of the person it is about.
    """


class SealedForAnotherCommand(Refused):
    """The text in {place} is sealed for another command than {command_id}, which brings it.

    Verifying the log would take it for one that was moved. Seal it for this command id, or send the command
    under the id that the text is sealed for.
    """


def require_own_stream(stream: str, command: Command) -> None:
    """Refuse what begins a stream in any stream but the one that its content names.

    Raises:
        AnotherStream: it belongs elsewhere.
    """
    for right in command.begins():
        if right != stream:
            raise AnotherStream(command=type(command).__name__, given=stream, right=right)


def require_own_texts(command_id: str, command: Command, reason: Sealed | None) -> None:
    """Refuse texts that are not sealed, and those that are sealed for another command than this one.

    For what comes from outside; whoever goes straight to `handle` is trusted. The engine does so where its
    commands repeat texts that came in with others, as a lesson repeats what was said in a review. Its
    commands to workflows pass here as well, and carry no texts.

    Raises:
        NotSealed: a text is in clear.
        SealedForAnotherCommand: a text belongs elsewhere.
    """
    for place, text in (*sealed_in(command), *sealed_in(reason, "reason")):
        if not text.is_sealed:
            raise NotSealed(place=place)
        if text.command_id != command_id:
            raise SealedForAnotherCommand(place=place, command_id=command_id)
