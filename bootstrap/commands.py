"""The one way in for commands, whatever they are for: workflows take some, the log itself the others."""

import asyncio
from time import perf_counter
from typing import Any

import structlog

from activities.messages import Answer, Request
from activities.records import CycleRecords
from bootstrap.container import Container
from domain.admission import require_own_texts
from domain.application.commands import Apply, SelectApplicant
from domain.catalogue import AGGREGATES, REGISTRY
from domain.command import Command
from domain.cycle import application_facts
from domain.envelope import Actor
from domain.errors import MentoringError
from domain.ids import category_of
from domain.sealed import Sealed
from eventstore.decider import handle
from workflows.gateway import WORKFLOW_OF, Gateway

log = structlog.get_logger()


class Commands:
    """Sends any command to where it belongs, fills in what the engine knows, and logs one line for each.

    Args:
        container: The engine's pieces.
        gateway: The way to workflows.
    """

    def __init__(self, container: Container, gateway: Gateway) -> None:
        self._container, self._gateway = container, gateway
        self._records = CycleRecords(container.store)

    async def send(
        self,
        stream: str,
        command: Command,
        *,
        command_id: str,
        actor: Actor,
        correlation_id: str,
        reason: Sealed | None = None,
    ) -> Answer:
        """Carry out a command once, however often it is sent under its id.

        Args:
            stream: For what it is.
            command: What to do.
            command_id: Chosen by the caller; texts in the command are sealed for it.
            actor: Who asks.
            correlation_id: What everything that follows is found by. What begins something in a cycle, such
                as an application, is found by the cycle whatever is said here.
            reason: Why, sealed.

        Raises:
            Refused: a rule of an aggregate without a workflow says no, or the command does not belong there.
            CommandRefused: the same, of an aggregate with a workflow.
            Unanswered: a workflow did not answer; sending again is safe.
            StoreUnreachable: the log cannot be reached.
        """
        started = perf_counter()
        line = log.bind(
            stream=stream,
            command=type(command).__name__,
            command_id=command_id,
            actor=actor.id,
            correlation_id=correlation_id,
        )
        request = Request(
            command_id=command_id, command={}, actor=actor, correlation_id=correlation_id, reason=reason
        )
        try:
            answer = await self._route(stream, command, request)
        except MentoringError as error:
            line.warning("command refused", refusal=getattr(error, "refusal", error.code))
            raise
        duration = round((perf_counter() - started) * 1000)
        line.info("command", version=answer.version, events=answer.events, duration_ms=duration)
        return answer

    async def _route(self, stream: str, command: Command, request: Request) -> Answer:
        if category_of(stream) in WORKFLOW_OF:
            fields = command.model_dump(mode="json")
            return await self._gateway.send(stream, request.model_copy(update={"command": fields}))
        return await asyncio.to_thread(self._handle, stream, command, request)

    def _handle(self, stream: str, command: Command, request: Request) -> Answer:
        require_own_texts(request.command_id, command, request.reason)
        aggregate: Any = AGGREGATES[category_of(stream)]
        handled = handle(
            self._container.store,
            aggregate,
            REGISTRY,
            stream,
            self._informed(stream, command),
            command_id=request.command_id,
            actor=request.actor,
            correlation_id=getattr(command, "cycle", None) or request.correlation_id,
            now=self._container.now(),
            reason=request.reason,
        )
        return Answer(
            version=handled.version,
            position=handled.position,
            events=tuple(event.type for event in handled.events),
        )

    def _informed(self, stream: str, command: Command) -> Command:
        """Fill in what the log knows and a client need not say."""
        match command:
            case Apply():
                return command.model_copy(update={"facts": self._application_facts(command)})
            case SelectApplicant():
                return command.model_copy(update={"valid_modules": self._valid_modules(stream)})
            case _:
                return command

    def _application_facts(self, command: Apply) -> object:
        person = self._records.people([command.person]).get(command.person)
        return application_facts(self._records.cycle(command.cycle), command.role, command.track, person)

    def _valid_modules(self, stream: str) -> tuple[str, ...]:
        application = self._records.application(stream)
        person = self._records.people([application.person]).get(application.person)
        return person.valid_trainings(self._container.now().date()) if person else ()
