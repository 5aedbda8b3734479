"""Write the pages under docs/reference from the code, or with --check say which of them are stale."""

import sys
from collections.abc import Callable, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Final

from docs.generation import cli, commands, events, policies, settings

REFERENCE: Final = Path(__file__).parent / "reference"

PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "cli.md": cli.page,
    "settings.md": settings.page,
    "events.md": events.page,
    "commands.md": commands.page,
    "policies.md": policies.page,
}
"""Each page and what writes it."""


def stale(folder: Path) -> list[str]:
    """Return, for each page in a folder that is not what the code says, how the two differ."""
    return [
        "".join(unified_diff(old, new, f"{name} as it is", f"{name} as it should be"))
        for name, write in PAGES.items()
        if (old := _lines(folder / name)) != (new := write().splitlines(keepends=True))
    ]


def generate(folder: Path) -> None:
    """Write every page into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in PAGES.items():
        (folder / name).write_text(write(), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write the pages; with ``--check`` write nothing, and return 1 when one is stale."""
    if arguments != ["--check"]:
        generate(REFERENCE)
        return 0
    differences = stale(REFERENCE)
    if differences:
        sys.stderr.write("\n".join([*differences, "The reference is stale: run python docs/generate.py\n"]))
    return 1 if differences else 0


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
