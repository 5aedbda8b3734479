"""Relationships as rows and facts, with names where they were asked for."""

from typing import TYPE_CHECKING, Any

from cli.output import cell, facts, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.table import Table

    from cli.account import Account
    from cli.finding import Found
    from projections.queries.board import BoardLine


def with_names(data: dict[str, Any], called: "Mapping[str, str]") -> dict[str, Any]:
    """Return a relationship as JSON values, its members with their names as far as those are given."""
    members = [
        {**member, **({"name": called[member["person"]]} if member["person"] in called else {})}
        for member in data["members"]
    ]
    return {**data, "members": members}


def board_table(lines: "Sequence[BoardLine]", called: "Mapping[str, str]", *, names: bool) -> "Table":
    """Return a page of the board; with a column of members when names were asked for."""
    members = ["members"] if names else []
    columns = ["relationship", *members, "track", "status", "health", "attention", "waiting"]
    return table(columns, (_row(line, called, names=names) for line in lines))


def found_tables(found: "Found", line: str, called: "Mapping[str, str]") -> "tuple[Table, Table]":
    """Return what is known of a relationship, and its members."""
    rows = ([each.person, each.role, called.get(each.person), each.gone] for each in found.state.members)
    return facts(_facts(found, line)), table(["member", "role", "name", "gone because"], rows)


def account_tables(account: "Account", called: "Mapping[str, str]") -> "Iterator[Table]":
    """Return why a relationship waits, what comes next and what came before; without what would be empty."""
    yield facts(
        [
            ("relationship", account.relationship),
            ("status", account.status.replace("_", " ")),
            ("", account.line),
            ("who", [called.get(person, person) for person in account.who]),
            ("since", account.since),
            ("in Temporal", account.command),
            ("", account.ui),
        ]
    )
    if account.upcoming:
        yield table(["at", "the engine"], account.upcoming, title="Next")
    yield table(["at", "event", "by", "position"], account.recent, title="Before")


def _row(line: "BoardLine", called: "Mapping[str, str]", *, names: bool) -> list[object]:
    members = [called.get(member.person, member.person) for member in line.members]
    return [
        line.relationship,
        *([members] if names else []),
        line.track,
        line.status,
        line.health,
        "yes" if line.attention else "",
        line.outcome if line.waiting is None else line.line,
    ]


def _facts(found: "Found", line: str) -> list[tuple[str, object]]:
    from domain.relationship import RELATIONSHIP

    state = found.state
    return [
        ("relationship", found.stream),
        ("status", f"{cell(state.status)} since {cell(state.status_since)}"),
        ("", line),
        ("health", state.health),
        ("outcome", state.ending.outcome if state.ending else None),
        ("because", state.ending.reason if state.ending else None),
        ("programme", f"{state.programme} version {state.programme_version}"),
        ("cycle", state.cycle),
        ("track", f"{state.track} ({cell(state.model)})"),
        ("coordinator", state.coordinator),
        ("neutral parties", list(state.neutral_parties)),
        ("meetings held", state.held),
        ("last meeting", state.last_held_at),
        ("agreement", f"version {state.agreed.version}" if state.agreed else None),
        ("next deadline", RELATIONSHIP.next_deadline(state)),
        ("planned end", state.planned_end),
        ("as of", f"version {found.events[-1].version}, position {found.events[-1].position}"),
    ]
