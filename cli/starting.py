"""Starting a cycle: its design is published first, if it is not yet."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from activities.messages import Answer
    from bootstrap.commands import Commands
    from bootstrap.container import Container
    from domain.cycle.commands import DraftCycle
    from domain.envelope import Actor
    from domain.programme import Design


async def start_cycle(
    container: "Container", design: "Design", command: "DraftCycle"
) -> tuple[str, "Answer"]:
    """Publish a design and draft a cycle of it; return the stream of the cycle, and its answer.

    Raises:
        Refused: the design has the version of another one, or is not sound.
        CommandRefused: there is a cycle of that name, or the launch is too soon.
        TemporalUnreachable: Temporal does not answer.
        Unanswered: no worker does.
    """
    from bootstrap.commands import Commands
    from domain.cycle import cycle_stream
    from domain.envelope import Actor
    from domain.ids import derive

    commands = Commands(container, await container.gateway())
    actor = Actor(type="service", id="mentoring", on_behalf_of=command.coordinator)
    cycle = cycle_stream(command.programme, command.name)
    await _publish(container, commands, design, actor)
    # The content is part of the id: the same command again is the same, and another one is refused.
    command_id = str(derive(cycle, "draft", command.model_dump_json()))
    answer = await commands.send(cycle, command, command_id=command_id, actor=actor, correlation_id=cycle)
    return cycle, answer


async def _publish(container: "Container", commands: "Commands", design: "Design", actor: "Actor") -> None:
    from domain.aggregate import fold
    from domain.catalogue import REGISTRY
    from domain.ids import derive
    from domain.programme import PROGRAMME, DraftProgramme, PublishProgramme, ReviseDesign, programme_stream
    from eventstore.codec import decode

    programme = programme_stream(design.key)
    state = fold(PROGRAMME, [decode(event, REGISTRY) for event in container.store.load(programme)])
    lay_down = ReviseDesign(design=design) if state.design else DraftProgramme(design=design)
    for command in (lay_down, PublishProgramme(version=design.version)):
        command_id = str(derive(programme, command.kind, design.model_dump_json()))
        await commands.send(programme, command, command_id=command_id, actor=actor, correlation_id=programme)
