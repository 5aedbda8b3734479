from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.roster import UnusableRoster, read_roster
from rehearsal.people import generate_roster
from tests.kit.designs import graduate
from tests.kit.rosters import TODAY

SAMPLE = generate_roster(40, 3, TODAY)
HEADER = (
    "ID,Name,Email,Dept,TZ,Languages,Level,Manager,Hire date,End date,Status,Role,Capacity,Offers,Training\n"
)
CELLS = st.text(max_size=12) | st.sampled_from(
    [
        "1",
        "2",
        "A",
        "T",
        "31/12/99",
        "46000",
        "UTC+25",
        "+99:99",
        "mentor",
        "a: b: c",
        '"',
        "x:9",
        "٣",
        "1e5",
        "a@b.cc",
    ]
)


@settings(deadline=None)
@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_roster_or_refused(content: bytes) -> None:
    """Whatever the file, reading it either works or says that it is no roster."""
    roster = None
    with suppress(UnusableRoster):
        roster = read_roster(content, today=TODAY, design=graduate())
    assert roster is None or all(problem.line >= 1 for problem in roster.problems)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=17), max_size=6))
def test_any_cells_are_loaded_or_reported(rows: list[list[str]]) -> None:
    """Below a header, every row is loaded or has a finding that says why not; nobody is above themselves."""
    text = HEADER + "".join(",".join(row) + "\n" for row in rows)
    roster = read_roster(text, today=TODAY, design=graduate())
    ids = [row.employee_id for row in roster.rows]
    assert len({each.casefold() for each in ids}) == len(ids)
    for row in roster.rows:
        assert row.employee_id not in roster.line_above(row.employee_id)
        assert row.email or not row.wishes
    kept_out = {problem.line for problem in roster.problems if not problem.loaded}
    assert not kept_out & {row.line for row in roster.rows}


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(SAMPLE)),
    st.integers(0, 60),
    st.text(max_size=5) | st.sampled_from(['"', ",", "\n", ";"]),
)
def test_damage_stays_local(at: int, length: int, inserted: str) -> None:
    """A damaged passage costs the rows it touches, and a few below it, never the rest of the file."""
    whole = len(read_roster(SAMPLE, today=TODAY, design=graduate()).rows)
    below_header = SAMPLE.index("\n") + 1
    at = max(at, below_header)
    damaged = SAMPLE[:at] + inserted + SAMPLE[at + length :]
    left = len(read_roster(damaged, today=TODAY, design=graduate()).rows)
    assert left >= whole - 3
