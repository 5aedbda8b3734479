"""``mentoring relationship``: where each relationship stands, and why."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cli.engine import database, reading
from cli.names import Names, names_of
from cli.output import Format, Output, print_json, print_table, say
from cli.relationship_tables import account_tables, board_table, found_tables, with_names

if TYPE_CHECKING:
    from domain.relationship import Status as RelationshipStatus

app = typer.Typer(no_args_is_help=True, help="See where relationships stand, and what they wait for.")

INSTANTS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]

Identifier = Annotated[
    str, typer.Argument(metavar="ID", help="The identifier, or the beginning of one: 1d4e05.")
]
Cycle = Annotated[str | None, typer.Option(help="Only those of this cycle.")]
Track = Annotated[str | None, typer.Option(help="Only those of this track.")]
Status = Annotated[str | None, typer.Option(help="Only those in this status: offered, active, closed …")]
Person = Annotated[str | None, typer.Option(help="Only those of this person.")]
Attention = Annotated[bool, typer.Option("--attention", help="Only those that somebody should look at.")]
Limit = Annotated[int, typer.Option(min=1, help="How many at most.")]
After = Annotated[str, typer.Option(help="Go on after this relationship, the last of the page before.")]
AsOf = Annotated[datetime | None, typer.Option(help="As it was recorded then (UTC).", formats=INSTANTS)]
AtPosition = Annotated[int | None, typer.Option(min=1, help="As it was at this position of the log.")]


@app.command("list", epilog="Example: mentoring relationship list --attention --names")
def list_(  # noqa: PLR0913 - each narrows the list
    *,
    cycle: Cycle = None,
    track: Track = None,
    status: Status = None,
    person: Person = None,
    attention: Attention = False,
    limit: Limit = 50,
    after: After = "",
    names: Names = False,
    output: Output = Format.TABLE,
) -> None:
    """List relationships, with what each waits for.

    In the order of their identifiers.
    """
    from projections.queries.board import BoardFilter, list_relationships

    filters = BoardFilter(
        cycle=cycle, track=track, status=_status(status), person=person, attention=attention
    )
    with reading() as (container, connection):
        page = list_relationships(connection, filters, now=container.now(), after=after, limit=limit)
        people = (member.person for line in page for member in line.members)
        called = names_of(container, people) if names else {}
    if output is Format.JSON:
        print_json([with_names(line.model_dump(mode="json"), called) for line in page])
        return
    print_table(board_table(page, called, names=names))
    if len(page) == limit:
        say(f"there may be more: --after {page[-1].relationship}")


@app.command(epilog="Example: mentoring relationship show 1d4e05 --names")
def show(
    identifier: Identifier,
    as_of: AsOf = None,
    at_position: AtPosition = None,
    names: Names = False,
    output: Output = Format.TABLE,
) -> None:
    """Show what is known of a relationship, now or earlier."""
    from cli.finding import find
    from domain.relationship import RELATIONSHIP
    from domain.waiting import sentence

    with database() as container:
        found = find(container, identifier, as_of=_utc(as_of), at_position=at_position)
        called = names_of(container, (member.person for member in found.state.members)) if names else {}
    line = sentence(RELATIONSHIP.waiting_on(found.state, found.now), found.now)
    if output is Format.JSON:
        state = with_names(found.state.model_dump(mode="json"), called)
        last = found.events[-1]
        print_json(
            {
                "relationship": found.stream,
                "version": last.version,
                "position": last.position,
                "line": line,
                "next_deadline": RELATIONSHIP.next_deadline(found.state),
                "state": state,
            }
        )
        return
    print_table(*found_tables(found, line, called))


@app.command(epilog="Example: mentoring relationship why 1d4e05")
def why(identifier: Identifier, names: Names = False, output: Output = Format.TABLE) -> None:
    """Say why a relationship waits.

    That is for whom and since when, what the engine does next, what came before, and where to look on.
    """
    from cli.account import account_of
    from cli.finding import find

    with database() as container:
        account = account_of(find(container, identifier), container)
        called = names_of(container, account.who) if names else {}
    if output is Format.JSON:
        print_json({**account.as_data(), **({"names": dict(called)} if names else {})})
        return
    print_table(*account_tables(account, called))


def _status(given: str | None) -> "RelationshipStatus | None":
    from domain.relationship import Status

    if given is None:
        return None
    try:
        return Status(given.replace("-", "_"))
    except ValueError:
        known = ", ".join(status.value for status in Status)
        message = f"{given!r} is no status; the known ones are {known}"
        raise typer.BadParameter(message, param_hint="--status") from None


def _utc(moment: datetime | None) -> datetime | None:
    from datetime import UTC

    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
