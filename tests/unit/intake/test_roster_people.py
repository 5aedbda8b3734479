from tests.kit.rosters import roster, said


def person(number: int, **cells: str) -> dict[str, str]:
    """Return the cells of one of several people."""
    return {"Employee ID": str(number), "E-mail": f"p{number}@example.com"} | cells


def test_the_first_row_of_a_person_counts() -> None:
    """A second row with the same id is reported and left out, whatever it says."""
    read = roster(person(1, Name="First"), person(1, Name="Second", **{"E-mail": "other@example.com"}))
    assert [row.name for row in read.rows] == ["First"]
    (problem,) = read.problems
    assert (problem.line, problem.column, problem.what) == (3, "employee_id", "repeats that of line 2")
    assert (problem.severity, problem.loaded) == ("error", False)


def test_one_address_belongs_to_one_person() -> None:
    """A second id with the same address is taken for the same person."""
    read = roster(person(1), person(2, **{"E-mail": "P1@Example.com"}))
    assert [row.employee_id for row in read.rows] == ["1"]
    assert said(read.problems) == ["email repeats that of line 2"]


def test_somebody_who_came_back_is_loaded_from_the_later_row() -> None:
    """The row of an earlier contract does not keep the present one out."""
    read = roster(person(1, Status="T"), person(1, Status="A"))
    assert [row.line for row in read.rows] == [3]


def test_whoever_has_left_is_reported_and_not_loaded() -> None:
    """Status T or a leaving date in the past: both have left."""
    read = roster(person(1, Status="T"), person(2, **{"Termination date": "2026-03-02"}), person(3))
    assert [row.employee_id for row in read.rows] == ["3"]
    assert [(p.line, p.what, p.severity, p.loaded) for p in read.problems] == [
        (2, "is that of somebody who has left", "note", False),
        (3, "is that of somebody who has left", "note", False),
    ]


def test_a_row_without_an_employee_id_is_not_loaded() -> None:
    """Nobody can be known without an identifier."""
    read = roster(person(1), {"Employee ID": ""})
    assert len(read.rows) == 1
    assert [(p.what, p.loaded) for p in read.problems] == [("is missing", False)]


def test_one_department_has_one_spelling() -> None:
    """The spelling that the file uses first is everybody's."""
    read = roster(person(1, Department="R&D"), person(2, Department="r&d "))
    assert {row.department for row in read.rows} == {"R&D"}


def test_the_line_above_somebody_is_known_nearest_first() -> None:
    """Reporting lines exclude pairs, so they are followed to the top."""
    read = roster(person(1), person(2, Manager="1"), person(3, Manager="2.0"))
    assert read.line_above("3") == ("2", "1")
    assert read.line_above("1") == ()
    assert read.line_above("nobody") == ()


def test_a_line_manager_may_be_given_by_address() -> None:
    """Some exports name the manager's mailbox."""
    read = roster(person(1), person(2, Manager="P1@example.com"))
    assert read.rows[1].line_manager == "1"


def test_unknown_line_managers_are_left_empty() -> None:
    """Neither a wrong id nor somebody who left is above anybody."""
    read = roster(person(1, Status="T"), person(2, Manager="1"), person(3, Manager="99"))
    assert [row.line_manager for row in read.rows] == [None, None]
    assert [p.what for p in read.problems if p.column == "line_manager"] == ["is nobody who was loaded"] * 2


def test_nobody_reports_to_themselves() -> None:
    """One's own id as the manager's is left empty."""
    read = roster(person(1, Manager="1"))
    assert read.rows[0].line_manager is None
    assert said(read.problems) == ["line_manager is the person's own id"]


def test_a_circle_is_opened_once() -> None:
    """Three who report to one another are reported once, at the last of them, and others are left alone."""
    read = roster(
        person(1, Manager="3"), person(2, Manager="1"), person(3, Manager="2"), person(4, Manager="3")
    )
    assert [row.line_manager for row in read.rows] == ["3", "1", None, "3"]
    (problem,) = read.problems
    assert (problem.line, problem.what) == (4, "closes a circle of 3 people who report to one another")
