"""Who reports to whom: every line manager is in the roster, nobody is their own, and no circle remains."""

from dataclasses import replace

from intake.roster.columns import Column
from intake.roster.findings import Findings
from intake.roster.rows import RosterRow


def settle_line_managers(rows: list[RosterRow], findings: Findings) -> tuple[RosterRow, ...]:
    """Return the rows with line managers that exist, each by its employee id in its own spelling.

    A circle is opened at that of its rows which stands last in the file.
    """
    known = {row.employee_id.casefold(): row.employee_id for row in rows}
    known |= {row.email: row.employee_id for row in rows if row.email}
    manager_of: dict[str, str | None] = {}
    for row in rows:
        manager_of[row.employee_id] = _manager(row, known, findings)
    _open_circles(rows, manager_of, findings)
    return tuple(replace(row, line_manager=manager_of[row.employee_id]) for row in rows)


def _manager(row: RosterRow, known: dict[str, str], findings: Findings) -> str | None:
    if row.line_manager is None:
        return None
    manager = known.get(row.line_manager.casefold())
    if manager is None:
        findings.warning(
            row.line, Column.LINE_MANAGER, "is nobody who was loaded", "left empty; check whether they left"
        )
    elif manager == row.employee_id:
        findings.warning(row.line, Column.LINE_MANAGER, "is the person's own id", "left empty")
        return None
    return manager


def _open_circles(rows: list[RosterRow], manager_of: dict[str, str | None], findings: Findings) -> None:
    line_of = {row.employee_id: row.line for row in rows}
    cleared: set[str] = set()
    for row in rows:
        path: dict[str, None] = {}
        step: str | None = row.employee_id
        while step is not None and step not in cleared and step not in path:
            path[step] = None
            step = manager_of[step]
        if step is not None and step in path:
            circle = list(path)[list(path).index(step) :]
            last = max(circle, key=lambda each: line_of[each])
            manager_of[last] = None
            findings.warning(
                line_of[last],
                Column.LINE_MANAGER,
                f"closes a circle of {len(circle)} people who report to one another",
                "left empty here",
            )
        cleared |= path.keys()
