"""A YAML document as plain values, with the line and column of everything in it.

Stricter than YAML 1.1 where that surprises people: only `true` and `false` are truth values (so the
country code `no` stays a word), dates and times stay text, a key occurs once, and tags are refused.
"""

import re
from dataclasses import dataclass, field
from typing import Final

import yaml

from domain.programme.problems import Location, Problem

MOST_NODES: Final = 50_000
"""More than any design has; aliases that multiply beyond it are refused, not followed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text; both count from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Document:
    """What a YAML text says, and where.

    Attributes:
        value: Dictionaries, lists, texts, whole numbers, truth values and None.
        marks: Where each value stands; for the member of a mapping, where its key stands.
        problems: What cannot be understood; the value is then not to be trusted.
    """

    value: object = None
    marks: dict[Location, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, problem: Problem) -> Problem:
        """Return a problem with the line and column at which the text has it."""
        mark = self._nearest(problem.where)
        return problem.model_copy(update={"line": mark.line, "column": mark.column})

    def _nearest(self, where: Location) -> Mark:
        while where and where not in self.marks:
            where = where[:-1]
        return self.marks.get(where, Mark(1, 1))


_WHOLE: Final = re.compile(r"^[-+]?[0-9]{1,15}$", re.ASCII)
_HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")


class _Loader(yaml.SafeLoader):
    """Resolves only what a design needs."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own shape


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", _WHOLE, list("-+0123456789"))
_PLAIN: Final = {f"tag:yaml.org,2002:{name}" for name in ("str", "bool", "null", "int", "map", "seq")}


def read_document(text: str) -> Document:
    """Read a YAML text; never raises, whatever the text is."""
    document = Document()
    loader: _Loader | None = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is not None:
            document.value = _Conversion(document).convert(node, (), frozenset())
    except yaml.MarkedYAMLError as error:
        document.problems.append(_syntax(error))
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        mark = Mark(before.count("\n") + 1, error.position - before.rfind("\n"))
        document.problems.append(_at(mark, "has a control character", "delete the invisible character there"))
    except (ValueError, OverflowError):
        # PyYAML turns "\UFFFFFFFF" into a character without looking.
        mark = Mark(loader.line + 1, loader.column + 1) if loader else Mark(1, 1)
        document.problems.append(
            _at(mark, "escapes a character that does not exist", "write the character itself")
        )
    except RecursionError:
        problem = _at(Mark(1, 1), "nests deeper than any design", "close the brackets that were opened")
        document.problems.append(problem)
    return document


def _at(mark: Mark, what: str, way_out: str, where: Location = ()) -> Problem:
    return Problem(where=where, what=what, way_out=way_out, line=mark.line, column=mark.column)


def _syntax(error: yaml.MarkedYAMLError) -> Problem:
    said = error.problem or ""
    marks = [error.problem_mark, error.context_mark]
    if "end of stream" in said or "could not find" in said:  # noticed only lines below its beginning
        marks.reverse()
    mark = marks[0] or marks[1]
    place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
    for fragment, what, way_out in _SYNTAX:
        if fragment in said:
            return _at(place, what, way_out)
    what = f"is not YAML: {said or 'it cannot be read'}"
    return _at(place, what, "check indentation and quotes on this line and the one before")


_SYNTAX: Final = (
    ("'\\t'", "is indented with a tab", "use spaces; YAML takes no tabs"),
    ("end of stream", "has quotes that are never closed", "close the quotes"),
    (
        "mapping values are not allowed",
        "has a colon where none can be",
        'put text that contains ": " in quotes, or check the indentation',
    ),
    ("',' or '}'", "breaks off inside braces", "close with }, and quote text that holds , or ?"),
    ("',' or ']'", "breaks off inside brackets", "close with ], and quote text that holds , or :"),
    ("could not find expected ':'", "is neither a key nor text", "write `key: value`, or indent it"),
    ("<block end>", "is indented differently from its neighbours", "line it up with its group"),
    ("undefined alias", "refers to an anchor that is not defined above", "define it with & first"),
    ("another document", "holds more than one document", "keep one design a file; remove the line ---"),
    ("cannot start any token", "begins with a character that YAML reserves", "put the value in quotes"),
)
"""What PyYAML says, what is wrong, and the way out."""


class _Conversion:
    """One walk over the nodes of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._nodes = 0

    def convert(self, node: yaml.Node, where: Location, above: frozenset[int]) -> object:
        """Return the value of a node, noting where it stands and what is wrong with it."""
        self._nodes += 1
        self._document.marks.setdefault(where, _start(node))
        if self._nodes > MOST_NODES:
            if self._nodes == MOST_NODES + 1:
                self._report(
                    where, node, "is larger than any design", "write it without aliases that multiply"
                )
            return None
        if id(node) in above:
            self._report(where, node, "contains itself", "remove the alias")
            return None
        if node.tag not in _PLAIN:
            self._report(where, node, f"carries the tag {node.tag}", "write the plain value")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where, above | {id(node)})
        if isinstance(node, yaml.SequenceNode):
            below = above | {id(node)}
            return [self.convert(item, (*where, i), below) for i, item in enumerate(node.value)]
        return self._scalar(node, where)

    def _mapping(self, node: yaml.MappingNode, where: Location, above: frozenset[int]) -> dict[str, object]:
        result: dict[str, object] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(where, key, "has a list or group as a key", "put text with { or [ in quotes")
                continue
            name = _HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", str(key.value))
            below = (*where, name)
            if name in result:
                first = self._document.marks[below].line
                self._report(below, key, f"occurs twice; first in line {first}", "keep one of them")
                continue
            self._document.marks[below] = _start(key)
            result[name] = self.convert(item, below, above)
        return result

    def _scalar(self, node: yaml.Node, where: Location) -> str | int | bool | None:
        text = str(node.value)
        kind = node.tag.rpartition(":")[2]
        if _HALF_CHARACTER.search(text):
            self._report(where, node, "holds half a character", "write the character itself")
            return None
        if kind == "null":
            return None
        if kind == "bool":
            return text == "true"
        return int(text) if kind == "int" and _WHOLE.match(text) else text

    def _report(self, where: Location, node: yaml.Node, what: str, way_out: str) -> None:
        self._document.problems.append(_at(_start(node), what, way_out, where))


def _start(node: yaml.Node) -> Mark:
    return Mark(node.start_mark.line + 1, node.start_mark.column + 1)
