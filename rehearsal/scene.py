"""One relationship as its simulated people see it, and what they intend to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from domain.command import Command
from domain.envelope import ActorType
from domain.ids import derive
from domain.relationship import State
from domain.relationship.values import MeetingStatus
from domain.sealed import Sealed
from domain.vocabulary import Role
from rehearsal.fates import Dice, Fate
from vault.api import Vault


class Pen:
    """Writes free text for one command: sealed at once with the writer's key.

    Args:
        vault: Has the keys.
        command_id: The command that the text is for.
        writer: Whose text it is.
    """

    def __init__(self, vault: Vault, command_id: str, writer: str) -> None:
        self._vault, self._command_id, self._writer = vault, command_id, writer

    def write(self, text: str, field: str) -> Sealed:
        """Return the text, sealed for a field of the command."""
        return self._vault.seal(self._writer, text, command_id=self._command_id, field=field)


@dataclass(frozen=True)
class Intention:
    """Something that somebody will do.

    Attributes:
        at: When, by the engine's clock.
        stream: For what.
        by: Who.
        capacity: In which capacity they act.
        key: Names the act among all for this stream; its command id follows from it.
        make: Makes the command when the time comes; None when it has become needless.
    """

    at: datetime
    stream: str
    by: str
    capacity: ActorType
    key: str
    make: Callable[[Pen], Command | None]

    @property
    def command_id(self) -> str:
        """The id of the command: the same intention is the same command."""
        return str(derive(self.stream, "rehearsal", self.key))


@dataclass
class Scene:
    """A relationship as it stands, with its fate.

    Attributes:
        stream: The relationship.
        state: As folded so far.
        dice: Chance.
        fate: What will become of it.
        now: The engine's time.
    """

    stream: str
    state: State
    dice: Dice
    fate: Fate
    now: Callable[[], datetime]

    @property
    def leader(self) -> str:
        """Who takes the first step: the mentor, or the first of the peers."""
        leading = [each.person for each in self.state.members if each.role in (Role.MENTOR, Role.FACILITATOR)]
        return (leading or [each.person for each in self.state.members])[0]

    @property
    def follower(self) -> str:
        """Who is mentored, or the last of the peers."""
        return next(each.person for each in reversed(self.state.members) if each.person != self.leader)

    @property
    def neutral_party(self) -> str:
        """Who reviews."""
        return self.state.neutral_parties[0]

    @property
    def settled_meetings(self) -> int:
        """How many meetings came to a result, whatever it was."""
        return sum(each.status is not MeetingStatus.SCHEDULED for each in self.state.meetings)

    def chance(self, *question: object) -> Random:
        """Return the dice for a question about this relationship."""
        return self.dice.about(self.stream, *question)

    def member(self, person: str, at: datetime, key: str, make: Callable[[Pen], Command | None]) -> Intention:
        """Return what a member intends."""
        return Intention(at, self.stream, person, "participant", f"{key}/{person}", make)

    def neutral(self, at: datetime, key: str, make: Callable[[Pen], Command | None]) -> Intention:
        """Return what the neutral party intends."""
        return Intention(at, self.stream, self.neutral_party, "neutral_party", key, make)


def days(amount: float) -> timedelta:
    """Return that many days."""
    return timedelta(days=amount)


def just(command: Command) -> Callable[[Pen], Command]:
    """Make a command that needs no free text."""
    return lambda _: command
