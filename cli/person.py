"""``mentoring person``: what an organisation owes to people."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cli.engine import database
from cli.output import Format, Output, print_json, say
from domain.errors import MentoringError

if TYPE_CHECKING:
    from bootstrap.container import Container
    from eventstore.decider import Handled

app = typer.Typer(no_args_is_help=True, help="Erase personal data.")


class Reason(StrEnum):
    """The classes of `domain.person.values.ErasureReason`, at hand before the domain is imported."""

    REQUEST = "request"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    RETENTION_ENDED = "retention_ended"
    LEGAL_DUTY = "legal_duty"


class NoSuchPerson(MentoringError):
    """There is no person {person}. Nothing was erased; give the whole identifier."""


class NotConfirmed(MentoringError):
    """Nothing was erased: erasing cannot be undone and was not confirmed. Say so with --yes."""


Person = Annotated[str, typer.Argument(metavar="ID", help="The whole identifier: person-…")]
Why = Annotated[Reason, typer.Option("--reason", help="Why, as a class.")]
By = Annotated[str, typer.Option(help="Who ordered it, by identifier; never a name.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


@app.callback()
def _person() -> None:
    """Keep `erase` a command of its own, also while it is the only one."""


@app.command(epilog="Example: mentoring person erase person-2e09… --reason request")
def erase(
    person: Person, reason: Why, by: By = "operator", yes: Yes = False, output: Output = Format.TABLE
) -> None:
    """Destroy the key of a person.

    Nobody reads their name, address and words in log, histories or reports ever again. The log keeps its
    proof, since it holds ciphertext. Mail that was sent is where it was sent to. Asking again for the same
    person changes nothing.
    """
    with database() as container:
        if not container.store.load(person):
            raise NoSuchPerson(person=person)
        _confirm(person, yes=yes)
        key, handled = _erase(container, person, reason, by)
    answer = {"person": person, "key": key, "position": handled.position, "duplicate": handled.duplicate}
    if output is Format.JSON:
        print_json(answer)
    else:
        before = ", as it was before" if handled.duplicate else ""
        say(f"key {key} of {person} is destroyed{before}; recorded at position {handled.position}")


def _confirm(person: str, *, yes: bool) -> None:
    if yes:
        return
    question = f"Erase the personal data of {person}? This cannot be undone."
    if not (sys.stdin.isatty() and typer.confirm(question, err=True)):
        raise NotConfirmed


def _erase(container: "Container", person: str, reason: Reason, by: str) -> tuple[str, "Handled"]:
    from domain.catalogue import REGISTRY
    from domain.envelope import Actor
    from domain.ids import derive
    from domain.person import PERSON
    from domain.person.commands import ErasePersonalData
    from domain.person.values import ErasureReason
    from eventstore.decider import handle

    # The key first: should recording fail, asking again finds the same key destroyed and records it.
    key = container.vault.erase(person).key_id
    command_id = str(derive(person, "erase", key))
    handled = handle(
        container.store,
        PERSON,
        REGISTRY,
        person,
        ErasePersonalData(reason=ErasureReason(reason.value), key=key, by=by),
        command_id=command_id,
        actor=Actor(type="service", id="mentoring", on_behalf_of=by),
        correlation_id=command_id,
        now=container.now(),
    )
    return key, handled
