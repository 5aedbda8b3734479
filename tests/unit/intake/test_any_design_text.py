from hypothesis import given, settings
from hypothesis import strategies as st

from intake.design import examine_design
from tests.kit.designs import PROGRAMMES

TEXT = (PROGRAMMES / "leadership.yaml").read_text(encoding="utf-8")
YAML_SIGNS = st.text(alphabet="ab1 \n\t:-?[]{},&*!|>'\"%@`#~<=\\xuU\ud7ff\x00\x85\u2028\ufeff", max_size=60)


@settings(deadline=None)
@given(st.text() | YAML_SIGNS)
def test_any_text_is_read_or_explained(text: str) -> None:
    """Whatever the text, reading it gives findings that name a line, never a crash."""
    examination = examine_design(text)
    assert examination.design is None
    assert all(problem.line and problem.what and problem.way_out for problem in examination.errors)
    assert examination.errors


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.text(max_size=6) | YAML_SIGNS)
def test_any_damage_to_a_design_is_survived(at: int, length: int, inserted: str) -> None:
    """A design damaged anywhere is either still a design or explained."""
    examination = examine_design(TEXT[:at] + inserted + TEXT[at + length :])
    assert (examination.design is None) is bool(examination.errors)
