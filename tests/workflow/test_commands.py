"""Commands to a workflow: carried out once, or refused without a trace."""

from datetime import timedelta
from typing import Any

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from activities.messages import SEND_UPDATE, Answer, Request
from activities.store import REMEMBERED
from domain.cycle import cycle_stream
from domain.cycle.commands import OpenSelection
from domain.cycle.values import Guard, Override, OverrideReason
from domain.relationship import events as e
from domain.relationship.commands import AcceptOffer, DeclineOffer, ScheduleMeeting
from domain.relationship.reasons import DeclineReason
from domain.sealed import Sealed
from tests.kit.cycles import COORDINATOR, DRAFT
from tests.kit.lives import happened_elsewhere
from tests.kit.relationships import MENTEE, MENTOR, proposal
from tests.kit.replay import count
from tests.kit.sealing import sealed
from tests.kit.temporal import SOMEBODY, Engine
from vault.memory import InMemoryVault
from workflows.gateway import CommandRefused

ACCEPT = AcceptOffer(person=MENTOR)


async def test_the_same_command_twice_gives_the_same_answer(engine: Engine, stream: str) -> None:
    """A client that did not hear the answer may ask again; it happens once."""
    await engine.ask(stream, proposal(relationship=stream))
    first = await engine.ask(stream, ACCEPT, command_id="accept")
    assert first == Answer(version=3, position=3, events=("relationship.offer_accepted",))
    await engine.ask(stream, AcceptOffer(person=MENTEE))
    assert await engine.ask(stream, ACCEPT, command_id="accept") == first
    assert len(engine.of(stream, e.OfferAccepted)) == 2


async def test_the_same_command_to_a_later_run_gives_the_same_answer(engine: Engine, stream: str) -> None:
    """A run forgets its history when it continues as new, but not what it answered."""
    await engine.ask(stream, proposal(relationship=stream))
    await engine.lose(stream)
    await engine.start(stream, run_length=30)
    first_run = await engine.run(stream)
    first = await engine.ask(stream, ACCEPT, command_id="accept")
    await engine.ask(stream, AcceptOffer(person=MENTEE))
    later = await engine.now() + timedelta(days=100)
    for number in range(3):
        meeting = ScheduleMeeting(meeting=f"meeting-{number}", by=MENTOR, starts_at=later)
        await engine.ask(stream, meeting)
    await engine.next_run(stream, after=first_run)
    assert await engine.ask(stream, ACCEPT, command_id="accept") == first


async def test_the_same_command_after_a_termination_has_the_same_answer(engine: Engine, stream: str) -> None:
    """A workflow that was ended by force is started again by the next command, and remembers from the log."""
    await engine.ask(stream, proposal(relationship=stream))
    first = await engine.ask(stream, ACCEPT, command_id="accept")
    await engine.lose(stream)
    assert await engine.ask(stream, ACCEPT, command_id="accept") == first
    assert len(engine.of(stream, e.OfferAccepted)) == 1


async def test_a_command_from_long_ago_has_the_same_answer(engine: Engine, stream: str) -> None:
    """A run remembers the latest commands only; before it refuses one that may be older, it asks the log."""
    await engine.ask(stream, proposal(relationship=stream))
    answers = {
        person: await engine.ask(stream, AcceptOffer(person=person), command_id=f"accept of {person}")
        for person in (MENTOR, MENTEE)
    }
    await engine.lose(stream)
    later = await engine.now() + timedelta(days=100)
    for number in range(REMEMBERED):
        booked = ScheduleMeeting(meeting=f"meeting-{number}", by=MENTOR, starts_at=later)
        happened_elsewhere(engine, stream, booked, f"booking {number}")
    await engine.start(stream)
    for person, answer in answers.items():
        again = AcceptOffer(person=person)
        assert await engine.ask(stream, again, command_id=f"accept of {person}") == answer
    assert len(engine.of(stream, e.OfferAccepted)) == 2
    with pytest.raises(CommandRefused) as refusal:
        await engine.ask(stream, ACCEPT, command_id="a new one")
    assert refusal.value.refusal == "not_possible_now"


async def test_a_refusal_leaves_no_trace(engine: Engine, stream: str) -> None:
    """The validator refuses with the refusal's code, and Temporal's history knows nothing of it."""
    await engine.ask(stream, proposal(relationship=stream))
    stranger = AcceptOffer(person="person-stranger")
    refusal = await refused(engine, stream, stranger.model_dump(mode="json"))
    assert refusal.type == "not_a_member"
    assert refusal.message.startswith("person-stranger")
    assert len(engine.events(stream)) == 2


async def test_an_unreadable_command_is_refused_without_quoting_it(engine: Engine, stream: str) -> None:
    """What cannot be read may hold somebody's own words, so the refusal names the place only."""
    await engine.ask(stream, proposal(relationship=stream))
    command = {"kind": "accept_offer", "person": MENTOR, "note": "I have a secret", "conversation": 7}
    refusal = await refused(engine, stream, command)
    assert refusal.type == "unreadable_command"
    assert "note" in refusal.message
    assert "secret" not in refusal.message


async def test_a_proposal_that_names_another_relationship_is_refused(engine: Engine, stream: str) -> None:
    """A relationship would stand in the log under two names; the refusal tells the right one."""
    await engine.ask(stream, proposal(relationship=stream))
    other = proposal(relationship="relationship-another")
    refusal = await refused(engine, stream, other.model_dump(mode="json"))
    assert refusal.type == "another_stream"
    assert "Send it to relationship-another" in refusal.message


async def test_a_stream_is_not_begun_by_what_begins_another(engine: Engine, stream: str) -> None:
    """The first command of a workflow that has not begun is looked at, too."""
    with pytest.raises(CommandRefused) as refusal:
        await engine.ask(stream, proposal(relationship="relationship-another"))
    assert refusal.value.refusal == "another_stream"
    assert engine.events(stream) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"box": "I told her a secret"}, "not_sealed"), ({"bound_to": "7#note"}, "sealed_for_another_command")],
)
@pytest.mark.parametrize("place", ["note", "reason"])
async def test_a_text_that_is_not_sealed_for_its_command_is_refused(
    engine: Engine, stream: str, place: str, wrong: dict[str, str], code: str
) -> None:
    """Neither Temporal nor the log ever holds a text that nobody could erase, or that would look moved."""
    await engine.ask(stream, proposal(relationship=stream))
    vault = InMemoryVault()
    vault.ensure_keys([MENTOR])
    said = vault.seal(MENTOR, "No time.", command_id="decline", field=place).model_copy(update=wrong)
    decline = DeclineOffer(
        person=MENTOR, reason=DeclineReason.NO_TIME, note=said if place == "note" else None
    )
    reason = said if place == "reason" else None
    command = decline.model_dump(mode="json")
    refusal = await refused(engine, stream, command, command_id="decline", reason=reason)
    assert refusal.type == code
    assert f"in {place} " in refusal.message
    assert "secret" not in refusal.message


async def test_a_text_inside_a_command_that_needs_facts_is_looked_at(engine: Engine) -> None:
    """Such a command is not decided before it enters the history, but what it says is looked at."""
    stream = await drafted(engine)
    override = Override(guard=Guard.MENTOR_CAPACITY, reason=OverrideReason.OTHER, text=sealed())
    command = OpenSelection(by=COORDINATOR, overrides=(override,))
    assert (await refused(engine, stream, command.model_dump(mode="json"))).type == "not_sealed"


async def test_an_unknown_command_is_refused(engine: Engine, stream: str) -> None:
    """The refusal lists the kinds there are."""
    await engine.ask(stream, proposal(relationship=stream))
    refusal = await refused(engine, stream, {"kind": "marry"})
    assert refusal.type == "unreadable_command"
    assert "accept_offer" in refusal.message


@pytest.mark.parametrize("command", [{"kind": "freeze_pool", "by": 7}, {"kind": ["freeze_pool"]}])
async def test_an_unreadable_command_that_needs_facts_is_refused(
    engine: Engine, command: dict[str, object]
) -> None:
    """Only the handler can gather the facts that some commands of a cycle need, but reading needs none."""
    stream = await drafted(engine)
    refusal = await refused(engine, stream, command)
    assert refusal.type == "unreadable_command"


async def drafted(engine: Engine) -> str:
    """Draft a cycle that no other test knows; return its stream."""
    stream = cycle_stream(DRAFT.programme, engine.queue)
    launch_at = await engine.now() + timedelta(weeks=12)
    await engine.ask(stream, DRAFT.model_copy(update={"name": engine.queue, "launch_at": launch_at}))
    return stream


async def refused(
    engine: Engine,
    stream: str,
    command: dict[str, Any],
    *,
    command_id: str = "refused",
    reason: Sealed | None = None,
) -> ApplicationError:
    """Send a command that must be refused without a trace in the history; return the refusal."""
    request = Request(
        command_id=command_id, command=command, actor=SOMEBODY, correlation_id=stream, reason=reason
    )
    handle = engine.handle(stream)
    with pytest.raises(WorkflowUpdateFailedError) as failure:
        await handle.execute_update(SEND_UPDATE, request, id=request.command_id, result_type=Answer)
    history = await engine.history(stream)
    assert count(history, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED) == 1
    cause = failure.value.cause
    assert isinstance(cause, ApplicationError)
    return cause
