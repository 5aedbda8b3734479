from pathlib import Path

import pytest

from domain.programme import InvalidDesign
from intake.design import examine_design, read_design
from tests.kit.designs import GRADUATE, design_text


def line_of(text: str, passage: str) -> int:
    """Return the line on which a passage stands."""
    return text[: text.index(passage)].count("\n") + 1


def test_a_sound_file_becomes_a_design() -> None:
    """The example file is read whole, with its two tracks."""
    design = read_design(GRADUATE)
    assert [track.id for track in design.tracks] == ["one-to-one", "peers"]


def test_a_text_is_read_like_a_file() -> None:
    """Path and text give the same design, with or without a byte-order mark."""
    assert read_design("\ufeff" + design_text()) == read_design(GRADUATE)


BROKEN = [
    # what stands there, what is written instead, path of the finding, what is wrong, way out
    (
        "        competencies: 40",
        "        competencies: 30",
        "tracks[1].matching.weights",
        "add up to 90",
        "add 10",
    ),
    (
        "    model: peer\n",
        "    model: pear\n",
        "tracks[1].model",
        "none of the words known here",
        "did you mean peer?",
    ),
    ("version: 1\n", "", "version", "is missing", "add `version:` to the design"),
    (
        "    rationale: Newcomers",
        "    rationalle: Newcomers",
        "tracks[0].rationalle",
        "no key",
        "did you mean rationale?",
    ),
    ("baseline: 360", "baseline: 3.6", "measures[6].baseline", "not a whole number", "420 hundredths"),
    (
        "baseline: 360",
        'baseline: "360"',
        "measures[6].baseline",
        "is text, not a whole number",
        "without quotes",
    ),
    (
        "length: 26 weeks",
        "length: 9 months",
        "policies.relationship.length",
        "no fixed length",
        "weeks or days",
    ),
    (
        "meeting_every: 4 weeks",
        "meeting_every: now and then",
        "policies.relationship.meeting_every",
        "not a duration",
        "14 days",
    ),
    (
        "meeting_every: 4 weeks",
        "meeting_every: 0 days",
        "policies.relationship.meeting_every",
        "longer than zero",
        "at least a minute",
    ),
    (
        "meeting_minutes: 60",
        "meeting_minutes: 5",
        "policies.relationship.meeting_minutes",
        "less than 15",
        "write 15 or more",
    ),
    (
        "meeting_minutes: 60",
        "meeting_minutes: 999",
        "policies.relationship.meeting_minutes",
        "more than 480",
        "write 480 or less",
    ),
    (
        "offer_escalates_after: 9 days",
        "offer_escalates_after: 30 days",
        "policies.relationship.offer_escalates_after",
        "out of order",
        "shorter than offer_expires_after",
    ),
    (
        "offer_reminders: [3 days, 7 days]",
        "offer_reminders: [7 days, 3 days]",
        "policies.relationship.offer_reminders",
        "must rise",
        "sort them",
    ),
    (
        "offer_reminders: [3 days, 7 days]",
        "offer_reminders: 3 days",
        "policies.relationship.offer_reminders",
        "is text, not a list",
        "[one, two]",
    ),
    ("  - id: settle-in", "  - id: Settle in", "purposes[0].id", "is not a short name", "lower-case letters"),
    ("name: Graduate mentoring", "name: 2026", "name", "is a number, not text", "in quotes"),
    ("name: Graduate mentoring", "name:", "name", "is empty", "write a text"),
    ("name: Graduate mentoring", "name: true", "name", "is a truth value, not text", "in quotes"),
    ("name: Graduate mentoring", "name: {de: Mentoring}", "name", "is a group of keys, not text", "a text"),
    ("name: Graduate mentoring", 'name: " "', "name", "is empty", "write a text"),
    ("name: Graduate mentoring", "name: [Graduate]", "name", "is a list, not text", "write a text"),
    (
        "    mandatory: false",
        "    mandatory: no",
        "training[3].mandatory",
        "neither true nor false",
        "write true or false",
    ),
    (
        "      mentor_capacity: {usual: 1, at_most: 3}",
        "      mentor_capacity: 3",
        "tracks[0].matching.mentor_capacity",
        "not a group of keys",
        "indent",
    ),
    (
        "  - id: pass-on-knowledge",
        "  - id: pass-on-knowlege",
        "purposes[0].serves[1]",
        "unknown organisational objective",
        "did you mean pass-on-knowlege?",
    ),
    ("  - id: mentor-advanced", "  - id: mentor-core", "training[3].id", "a second time", "of its own"),
]


@pytest.mark.parametrize(
    ("old", "new", "path", "what", "way_out"),
    BROKEN,
    ids=[f"{row[2]}: {row[1].strip()}" for row in BROKEN],
)
def test_a_broken_design_names_line_place_and_way_out(
    old: str, new: str, path: str, what: str, way_out: str
) -> None:
    """Whoever wrote the file is told where to look, what is wrong there, and what to do."""
    text = design_text(old, new)
    with pytest.raises(InvalidDesign) as refused:
        read_design(text)
    found = [problem for problem in refused.value.problems if problem.path == path]
    assert [problem for problem in found if what in problem.what and way_out in problem.way_out], found
    assert f"line {found[0].line}: {path} " in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("        competencies: 40", "        competencies: 30", "      weights:\n        competencies: 30"),
        ("    model: peer\n", "    model: pear\n", "    model: pear"),
        ("    rationale: Newcomers", "    rationalle: Newcomers", "    rationalle: Newcomers"),
        ("meeting_every: 4 weeks", "meeting_every: 4 month", "meeting_every: 4 month"),
    ],
)
def test_the_line_is_that_of_the_text(old: str, new: str, shown: str) -> None:
    """The line named is the line on which the writer finds the mistake."""
    text = design_text(old, new)
    assert [problem.line for problem in examine_design(text).errors] == [line_of(text, shown)]


UNREADABLE = [
    ("", 1, "is empty", "programmes/graduate.yaml"),
    ("# only a comment\n", 1, "is empty", "programmes/graduate.yaml"),
    ("- a\n- b\n", 1, "is a list, not a group of keys", "key: value"),
    ("just words", 1, "is text, not a group of keys", "key: value"),
    ("name: A\nkey: a\nname: B\n", 3, "occurs twice; first in line 1", "keep one"),
    ("name: A\n\tkey: a\n", 2, "indented with a tab", "use spaces"),
    ("name: A\npurposes:\n\t- id: a\n", 3, "indented with a tab", "use spaces"),
    ("name: one: two\n", 1, "a colon where none can be", "in quotes"),
    ("name: 'never closed\nkey: a\n", 1, "quotes that are never closed", "close the quotes"),
    ("roles: [mentor, mentee\nkey: a\n", 2, "breaks off inside brackets", "close with ]"),
    ("measures: {id: a, ask: why?, b}\n  c", 1, "breaks off inside braces", "close with }"),
    ("name: A\n  key: a\n b: c\n", 2, "colon where none can be", "indentation"),
    ("name: A\nwords\nkey: b\n", 2, "neither a key nor text", "key: value"),
    ("purposes:\n  - a\n b\n", 3, "indented differently", "line it up"),
    ("name: *nobody\n", 1, "an anchor that is not defined", "define it"),
    ("name: A\n---\nname: B\n", 2, "more than one document", "one design a file"),
    ("name: @home\n", 1, "a character that YAML reserves", "in quotes"),
    ("name: !!python/name:os.system x\n", 1, "carries the tag", "plain value"),
    ("name: &me [*me]\n", 1, "contains itself", "remove the alias"),
    ("{a: b}: c\n", 1, "a list or group as a key", "in quotes"),
    ('name: "\\UFFFFFFFF"\n', 1, "a character that does not exist", "the character itself"),
    ('name: "\\uD800"\n', 1, "half a character", "the character itself"),
    ("name: A\nkey: \x01\n", 2, "a control character", "delete"),
    ("[" * 5000, 1, "nests deeper", "close the brackets"),
    ("%YAML 1.2 1.3\nname: A\n", 1, "is not YAML", "check indentation"),
]


@pytest.mark.parametrize(
    ("text", "line", "what", "way_out"), UNREADABLE, ids=[f"{row[0][:20]!a}" for row in UNREADABLE]
)
def test_what_is_not_yaml_is_explained(text: str, line: int, what: str, way_out: str) -> None:
    """A file that cannot be read says why, on which line, and what to do."""
    (problem,) = examine_design(text).errors[:1]
    assert what in problem.what
    assert way_out in problem.way_out
    assert problem.line == line


def test_aliases_that_multiply_are_refused() -> None:
    """A few lines cannot grow into a billion values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    examination = examine_design("\n".join(lines))
    assert "larger than any design" in examination.errors[0].what


@pytest.mark.parametrize("written", ["no", "on", "2026-03-01", "12:30", "1e3", "0x1F", "1_000"])
def test_words_stay_words(written: str) -> None:
    """What YAML 1.1 would turn into a truth value, a date or a number stays the text that was written."""
    text = design_text("name: Graduate mentoring", f"name: {written}")
    assert read_design(text).name == written


def test_a_file_that_is_missing_is_a_finding() -> None:
    """No traceback for a wrong path."""
    examination = examine_design(Path("no/such/design.yaml"))
    assert "cannot be read: No such file or directory" in examination.errors[0].what


def test_a_file_in_another_encoding_is_a_finding(tmp_path: Path) -> None:
    """The line of the first foreign byte is named."""
    path = tmp_path / "design.yaml"
    path.write_bytes("name: A\nsponsor: Müller\n".encode("latin-1"))
    (problem,) = examine_design(path).errors
    assert (problem.line, problem.what) == (2, "is not UTF-8 text")


def test_all_findings_come_in_the_order_of_lines() -> None:
    """Errors first and from top to bottom, then advice."""
    text = design_text("name: Graduate mentoring", "name: 7").replace(
        "    model: peer\n", "    model: pear\n"
    )
    lines = [problem.line or 0 for problem in examine_design(text).findings]
    assert lines == sorted(lines)
    assert len(lines) == 2


def test_advice_leaves_a_design_usable() -> None:
    """Advice is reported beside the design, not instead of it."""
    text = design_text("neutral_party: Learning and development", "neutral_party: Graduate programme office")
    examination = examine_design(text)
    assert examination.design is not None
    assert [problem.path for problem in examination.advice] == ["neutral_party"]


def test_findings_are_available_as_plain_data() -> None:
    """A table or JSON needs no knowledge of the classes."""
    text = design_text("        competencies: 40", "        competencies: 30")
    assert examine_design(text).as_data() == [
        {
            "line": line_of(text, "      weights:\n        competencies: 30"),
            "column": 7,
            "path": "tracks[1].matching.weights",
            "what": "add up to 90, not to 100",
            "way_out": "add 10",
            "severity": "error",
        }
    ]
