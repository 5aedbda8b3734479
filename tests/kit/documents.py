"""What the documents show: links, commands and programs."""

import ast
import inspect
import re
import shlex
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from types import CodeType
from typing import Any, Final

from typer.exceptions import Exit, TyperException
from typer.main import get_command

from cli.main import app
from docs.generation.markdown import anchor

ROOT: Final = Path(__file__).parents[2]

REFERENCE: Final = ROOT / "docs" / "reference"
"""What is generated from the code."""

_BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_ASSIGNMENT: Final = re.compile(r"\w+=")
_END_OF_COMMAND: Final = frozenset({"|", ">", "&&", ";"})


@dataclass(frozen=True)
class Document:
    """One page.

    Attributes:
        path: Its file.
        text: What it says.
    """

    path: Path
    text: str

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def prose(self) -> str:
        """The text without its blocks."""
        return _BLOCK.sub("", self.text)

    @property
    def links(self) -> list[str]:
        """Where it links to, but for other sites."""
        return [link for link in _LINK.findall(self.prose) if "://" not in link]

    @property
    def anchors(self) -> set[str]:
        """What its headings are linked by."""
        return {anchor(heading) for heading in re.findall(r"^#+ (.*)$", self.prose, re.MULTILINE)}

    def blocks(self, language: str) -> list[str]:
        """Return what stands in its blocks of a language, in order."""
        return [text for each, text in _BLOCK.findall(self.text) if each == language]

    def commands(self, program: str) -> list[list[str]]:
        """Return the arguments of each command with a program that its console blocks show."""
        lines = [
            line[2:] for block in self.blocks("console") for line in block.splitlines() if line[:2] == "$ "
        ]
        return [words[1:] for words in map(_words, lines) if words and words[0] == program]

    def programs(self) -> list[CodeType]:
        """Return its Python blocks, compiled; they may wait at the top level.

        Raises:
            SyntaxError: a block is no Python.
        """
        return [
            compile(block, f"{self}, program {number}", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            for number, block in enumerate(self.blocks("python"), 1)
        ]

    async def run(self) -> dict[str, Any]:
        """Run its Python blocks as one program, and return the names that it leaves behind."""
        names: dict[str, Any] = {"__name__": "document"}
        for program in self.programs():
            waiting = eval(program, names)  # noqa: S307 - our own documents
            if inspect.isawaitable(waiting):
                await waiting
        return names


def document(path: str | Path) -> Document:
    """Read a page, by its path from the root of the repository."""
    return Document(ROOT / path, (ROOT / path).read_text("utf-8"))


def documents() -> list[Document]:
    """Return every page that people write."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [document(page) for page in sorted(pages) if REFERENCE not in page.parents]


def refused(arguments: list[str]) -> str | None:
    """Return why `mentoring` would not take some arguments; None when command and options exist."""
    command: Any = get_command(app)
    rest = list(arguments)
    while hasattr(command, "commands") and rest != ["--help"]:
        name = rest.pop(0) if rest else ""
        if name not in command.commands:
            return f"there is no command {name!r}"
        command = command.commands[name]
    try:
        with redirect_stdout(StringIO()):
            command.make_context("mentoring", rest)
    except Exit:
        return None  # asked for help, and got it
    except TyperException as error:
        return str(error)
    return None


def _words(line: str) -> list[str]:
    """Return a shell line as words, without assignments before the command and whatever follows it."""
    words = shlex.split(line, comments=True)
    while words and _ASSIGNMENT.match(words[0]):
        words.pop(0)
    ends = [number for number, word in enumerate(words) if word in _END_OF_COMMAND]
    return words[: ends[0]] if ends else words
