"""What every command is checked for before anything is decided."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from activities.messages import Answer
from bootstrap.commands import Commands
from domain.admission import (
    AnotherStream,
    NotSealed,
    SealedForAnotherCommand,
    require_own_stream,
    require_own_texts,
)
from domain.application import application_stream
from domain.application.commands import Apply, WithdrawApplication
from domain.application.values import ApplicationFacts, WithdrawalReason
from domain.catalogue import AGGREGATES, REGISTRY
from domain.command import Command
from domain.cycle import cycle_stream
from domain.cycle.commands import OpenSelection
from domain.cycle.values import Guard, Override, OverrideReason
from domain.envelope import ENGINE
from domain.ids import category_of
from domain.lesson.commands import CaptureLesson
from domain.lesson.values import Context, Occasion
from domain.match_run import match_run_stream
from domain.match_run.commands import StartMatchRun
from domain.person.commands import RegisterPerson
from domain.programme import DraftProgramme, programme_stream
from domain.relationship.commands import AcceptOffer
from domain.sealed import Sealed
from domain.vocabulary import Role
from eventstore.decider import handle
from eventstore.memory import InMemoryEventStore
from tests.kit.cycles import DRAFT
from tests.kit.designs import graduate
from tests.kit.pools import inputs, mentee
from tests.kit.relationships import MENTOR, proposal
from tests.kit.sealing import sealed
from vault.memory import InMemoryVault

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FACTS = ApplicationFacts(
    recruiting=True,
    employed=True,
    roles=(Role.MENTEE,),
    capacity_at_most=1,
    dimensions=(),
    mandatory_modules=(),
)
APPLY = Apply(cycle="cycle-1", person="person-1", role=Role.MENTEE, track="one-to-one", facts=FACTS)
WISH = application_stream(APPLY.cycle, APPLY.person, APPLY.role, APPLY.track)
RUN = match_run_stream("cycle-1", "one-to-one", 2)
POOL = inputs(mentee("e-1")).model_copy(update={"run": RUN})
OPENINGS: dict[str, Command] = {
    WISH: APPLY,
    cycle_stream(DRAFT.programme, DRAFT.name): DRAFT,
    RUN: StartMatchRun(cycle="cycle-1", number=2, inputs=POOL),
    "person-1": RegisterPerson(person="person-1", employee_ref="7", name=sealed(), email=sealed()),
    programme_stream(graduate().key): DraftProgramme(design=graduate()),
    "relationship-1": proposal(relationship="relationship-1"),
}
"""What begins a stream, by the only stream that it can begin."""


def deliver(stream: str, command: Command, store: InMemoryEventStore | None = None) -> None:
    """Carry out a command on a stream, of an empty log unless one is given."""
    aggregate: Any = AGGREGATES[category_of(stream)]
    handle(
        InMemoryEventStore(lambda: NOON) if store is None else store,
        aggregate,
        REGISTRY,
        stream,
        command,
        command_id="command-1",
        actor=ENGINE,
        correlation_id="cycle-1",
        now=NOON,
    )


@pytest.mark.parametrize(("stream", "command"), OPENINGS.items(), ids=lambda each: str(each)[:16])
def test_what_begins_a_stream_is_taken_there_only(stream: str, command: Command) -> None:
    """The stream that follows from what a command says takes it; any other one is told the right one."""
    require_own_stream(stream, command)
    other = f"{category_of(stream)}-other"
    with pytest.raises(AnotherStream) as refusal:
        deliver(other, command)
    assert refusal.value.facts == {"command": type(command).__name__, "given": other, "right": stream}
    assert other in str(refusal.value)
    assert f"Send it to {stream}" in str(refusal.value)


def test_a_second_application_for_the_same_wish_leaves_no_trace() -> None:
    """A pool in which somebody stands twice could never be matched."""
    store = InMemoryEventStore(lambda: NOON)
    with pytest.raises(AnotherStream):
        deliver("application-0b7e2f5e-4b52-4f0c-9d53-ffb1c3b2f4f1", APPLY, store)
    assert store.head().position == 0
    deliver(WISH, APPLY, store)
    assert store.head().position == 1


def test_a_match_run_goes_by_the_name_that_its_inputs_give_it() -> None:
    """What the solver finds is recorded under that name, so a run of another one would never end."""
    misnamed = StartMatchRun(cycle="cycle-1", number=2, inputs=inputs(mentee("e-1")))
    with pytest.raises(AnotherStream):
        deliver(RUN, misnamed)


@pytest.mark.parametrize(
    ("stream", "command"),
    [
        ("application-7", WithdrawApplication(reason=WithdrawalReason.NO_TIME)),
        ("relationship-7", AcceptOffer(person=MENTOR)),
        (
            "lesson-7",
            CaptureLesson(
                programme="graduate",
                cycle="cycle-1",
                by=MENTOR,
                occasion=Occasion.WORKSHOP,
                context=Context.OTHER,
                text=sealed(),
            ),
        ),
    ],
)
def test_what_names_no_stream_is_taken_anywhere(stream: str, command: Command) -> None:
    """A command for what exists, and a lesson, whose stream whoever captures it may choose, name none."""
    require_own_stream(stream, command)


VAULT = InMemoryVault()
VAULT.ensure_keys(["person-1"])


def text(command_id: str = "command-1", words: str = "What a day.") -> Sealed:
    """Return a text that is sealed for a command."""
    return VAULT.seal("person-1", words, command_id=command_id, field="text")


def in_clear(box: str) -> Sealed:
    """Return what says that it is sealed, and is not."""
    return text().model_copy(update={"box": box})


def withdrawal(said: Sealed) -> WithdrawApplication:
    """Return a command with a text at its top."""
    return WithdrawApplication(reason=WithdrawalReason.NO_TIME, text=said)


def selection(said: Sealed) -> OpenSelection:
    """Return a command with a text far inside."""
    override = Override(guard=Guard.MENTOR_CAPACITY, reason=OverrideReason.OTHER, text=said)
    return OpenSelection(by="person-1", overrides=(override,))


def registration(said: Sealed) -> RegisterPerson:
    """Return a command for a stream that no workflow keeps."""
    return RegisterPerson(person="person-1", employee_ref="7", name=text(), email=said)


def send(command: Command, reason: Sealed | None = None) -> Answer:
    """Send a command the way of those that no workflow takes."""
    store = InMemoryEventStore(lambda: NOON)
    container: Any = SimpleNamespace(store=store, now=lambda: NOON)
    no_gateway: Any = None
    sending = Commands(container, no_gateway).send(
        "person-1", command, command_id="command-1", actor=ENGINE, correlation_id="c", reason=reason
    )
    return asyncio.run(sending)


@pytest.mark.parametrize("words", ["", "a", "ab", "What a day."])
@pytest.mark.parametrize("command", [withdrawal, selection])
def test_texts_that_are_sealed_for_their_command_are_taken(
    command: Callable[[Sealed], Command], words: str
) -> None:
    """Of whatever length, and wherever in the command."""
    require_own_texts("command-1", command(text(words=words)), text(words=words))


@pytest.mark.parametrize(
    "box",
    ["", "Anna cried in the meeting, and then she told me everything", "c2VhbGVk", text().box[:36]],
    ids=["empty", "in clear", "too short", "cut off"],
)
@pytest.mark.parametrize(("command", "place"), [(withdrawal, "text"), (selection, "overrides.0.text")])
def test_a_text_in_clear_is_refused(command: Callable[[Sealed], Command], place: str, box: str) -> None:
    """In the log nobody could ever erase it; the refusal says where it was, and does not repeat it."""
    with pytest.raises(NotSealed, match=f"in {place} ") as refusal:
        require_own_texts("command-1", command(in_clear(box)), None)
    assert not box or box not in str(refusal.value)


@pytest.mark.parametrize("other", ["command-2", "command-1#more", ""])
@pytest.mark.parametrize(("command", "place"), [(withdrawal, "text"), (selection, "overrides.0.text")])
def test_a_text_that_is_sealed_for_another_command_is_refused(
    command: Callable[[Sealed], Command], place: str, other: str
) -> None:
    """Whoever verifies the log would take it for one that was moved, for ever."""
    with pytest.raises(SealedForAnotherCommand, match=f"in {place} ") as refusal:
        require_own_texts("command-1", command(text(other)), None)
    assert refusal.value.facts == {"place": place, "command_id": "command-1"}


def test_a_reason_is_looked_at_too() -> None:
    """Why somebody asks is a text as any other."""
    with pytest.raises(SealedForAnotherCommand, match="in reason "):
        require_own_texts("command-1", APPLY, text("command-2"))
    with pytest.raises(NotSealed, match="in reason "):
        require_own_texts("command-1", APPLY, in_clear("I told her so."))


def test_whoever_sends_a_command_hears_that_a_text_is_not_its_own() -> None:
    """The way to what no workflow keeps is guarded as well."""
    assert send(registration(text())).events == ("person.registered",)
    with pytest.raises(SealedForAnotherCommand):
        send(registration(text("command-2")))
    with pytest.raises(NotSealed):
        send(registration(text()), reason=in_clear("I told her so."))
