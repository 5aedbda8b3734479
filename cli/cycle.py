"""``mentoring cycle``: dated runs of programmes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.engine import database, log_warnings, reading
from cli.output import Format, Output, print_json, print_table, say, table

if TYPE_CHECKING:
    from projections.queries.cycles import CycleLine

app = typer.Typer(no_args_is_help=True, help="Start cycles, and see where they stand.")

File = Annotated[
    Path, typer.Argument(metavar="DESIGN", help="The design, a YAML file.", exists=True, dir_okay=False)
]
Name = Annotated[str, typer.Option(help="What people call the cycle; unique in its programme.")]
LaunchOn = Annotated[
    datetime,
    typer.Option(
        help="When matches are to be published (UTC); every other date follows from it.",
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"],
    ),
]
Coordinator = Annotated[str, typer.Option(help="Who runs it, by identifier.")]
Sponsor = Annotated[str, typer.Option(help="Who answers for it, by identifier.")]
NeutralParty = Annotated[
    list[str], typer.Option(help="Who reviews its relationships, by identifier; may be given several times.")
]
Programme = Annotated[str | None, typer.Option(help="Only those of this programme, by its key.")]
Identifier = Annotated[str, typer.Argument(metavar="ID", help="The identifier: cycle-…")]


@app.command(
    epilog="Example: mentoring cycle start programmes/graduate.yaml --name 2027 --launch-on 2027-03-01"
    " --coordinator person-… --sponsor person-… --neutral-party person-…"
)
def start(
    file: File,
    *,
    name: Name,
    launch_on: LaunchOn,
    coordinator: Coordinator,
    sponsor: Sponsor,
    neutral_party: NeutralParty,
    output: Output = Format.TABLE,
) -> None:
    """Draft a cycle of a design.

    The design is published first, if it is not yet; the cycle then waits for its sponsor. The same
    command again changes nothing. A worker has to run: `mentoring up`.
    """
    import asyncio

    from cli.starting import start_cycle
    from domain.cycle import draft_cycle
    from intake.design import read_design

    design = read_design(file)
    command = draft_cycle(
        design,
        name=name,
        launch_at=launch_on.replace(tzinfo=UTC),
        coordinator=coordinator,
        sponsor=sponsor,
        neutral_parties=tuple(neutral_party),
    )
    with database() as container:
        log_warnings(container)
        cycle, answer = asyncio.run(start_cycle(container, design, command))
    if output is Format.JSON:
        print_json({"cycle": cycle, "version": answer.version, "position": answer.position})
    else:
        say(f"{cycle} is drafted; see `mentoring cycle show {cycle}`")


@app.command("list", epilog="Example: mentoring cycle list --programme graduate")
def list_(programme: Programme = None, output: Output = Format.TABLE) -> None:
    """List cycles, with what each waits for.

    In the order of their launch.
    """
    from projections.queries.cycles import list_cycles

    with reading() as (container, connection):
        found = list_cycles(connection, now=container.now(), programme=programme)
    if output is Format.JSON:
        print_json([_data(line) for line in found])
        return
    columns = ["cycle", "programme", "name", "phase", "launch", "waiting"]
    rows = (
        [
            each.cycle,
            each.state.programme,
            each.state.name,
            each.state.phase,
            each.state.plan.launch_at,
            each.line,
        ]
        for each in found
    )
    print_table(table(columns, rows))


@app.command(epilog="Example: mentoring cycle show cycle-5c05… -o json")
def show(identifier: Identifier, output: Output = Format.TABLE) -> None:
    """Show where a cycle stands.

    That is its phase, what it waits for, its dates, its funnel, and its measures against their targets.
    """
    from cli.cycle_tables import cycle_tables
    from projections.queries.cycles import get_cycle
    from projections.queries.funnel import cycle_funnel
    from projections.queries.measures import programme_measures

    with reading() as (container, connection):
        now = container.now()
        line = get_cycle(connection, identifier, now=now)
        funnel = cycle_funnel(connection, identifier)
        measures = programme_measures(connection, identifier, today=now.date())
    if output is Format.JSON:
        print_json(
            {
                **_data(line),
                "plan": line.state.plan.model_dump(mode="json"),
                "funnel": funnel.model_dump(mode="json", exclude={"cycle"}),
                "measures": [measure.model_dump(mode="json") for measure in measures],
            }
        )
    else:
        print_table(*cycle_tables(line, funnel, measures))


def _data(line: "CycleLine") -> dict[str, object]:
    state = line.state
    return {
        "cycle": line.cycle,
        "version": line.version,
        "position": line.position,
        "programme": state.programme,
        "programme_version": state.programme_version,
        "name": state.name,
        "phase": state.phase,
        "since": state.since,
        "line": line.line,
        "next_deadline": line.next_deadline,
        "coordinator": state.coordinator,
        "sponsor": state.sponsor,
        "neutral_parties": state.neutral_parties,
        "tracks": [track.id for track in state.tracks],
        "relationships": {"started": state.started, "ended": state.ended, "by_outcome": state.outcomes},
    }
