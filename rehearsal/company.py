"""The simulated people: what they send reaches the engine as any client's commands do."""

import asyncio
from collections import Counter
from typing import Final

import structlog

from bootstrap.commands import Commands
from domain.command import Command
from domain.envelope import Actor, ActorType
from domain.errors import Refused
from eventstore.errors import StoreUnreachable
from rehearsal.scene import Intention, Pen
from vault.api import Vault
from workflows.gateway import CommandRefused, Unanswered

log = structlog.get_logger()

PATIENCE: Final = 1.0
"""Seconds until somebody who got no answer sends the same command again."""


class Company:
    """Sends the commands of simulated people, all correlated with one cycle.

    Whoever gets no answer sends the same command again, under the same id, until there is one. A refusal
    is an answer: in a rehearsal as in life, some acts come too late.

    Args:
        commands: The way in.
        vault: Seals what they write.
        cycle: The stream of the cycle.
    """

    def __init__(self, commands: Commands, vault: Vault, cycle: str) -> None:
        self._commands, self._vault, self._cycle = commands, vault, cycle
        self.refusals: Counter[str] = Counter()

    async def act(self, intention: Intention) -> None:
        """Do what somebody intended, unless it has become needless."""
        pen = Pen(self._vault, intention.command_id, intention.by)
        command = await asyncio.to_thread(intention.make, pen)
        if command is None:
            return
        try:
            await self.send(
                intention.stream, command, intention.command_id, by=intention.by, capacity=intention.capacity
            )
        except (Refused, CommandRefused) as refusal:
            code = refusal.refusal if isinstance(refusal, CommandRefused) else refusal.code
            self.refusals[f"{type(command).__name__}: {code}"] += 1

    async def send(
        self, stream: str, command: Command, command_id: str, *, by: str, capacity: ActorType
    ) -> None:
        """Send one command until there is an answer.

        Raises:
            Refused: a rule says no; `CommandRefused` where a workflow says it.
        """
        while True:
            try:
                await self._commands.send(
                    stream,
                    command,
                    command_id=command_id,
                    actor=Actor(type=capacity, id=by),
                    correlation_id=self._cycle,
                )
            except (Unanswered, StoreUnreachable) as silence:
                log.warning(
                    "no answer yet", stream=stream, command=type(command).__name__, cause=silence.code
                )
                await asyncio.sleep(PATIENCE)
            else:
                return
