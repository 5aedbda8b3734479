"""Help answers at once, because nothing heavy is imported for it."""

import subprocess
import sys

import pytest

HEAVY = (
    "asyncio", "bootstrap.container", "cryptography", "domain.catalogue", "ortools", "networkx", "psycopg",
    "pydantic_settings", "rich", "structlog", "temporalio", "yaml",
)  # fmt: skip


@pytest.mark.parametrize(
    "words", [["--help"], ["relationship", "list", "--help"], ["cycle", "start", "--help"]]
)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    """Neither the database driver nor Temporal, nor even the domain, is there after help was shown."""
    program = (
        "import sys\n"
        "from cli.main import app\n"
        f"app({words!r}, standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "Usage:" in done.stdout
    assert loaded.intersection(HEAVY) == set()


def test_importing_the_command_imports_no_pydantic() -> None:
    """Typer itself asks for it once there are options to read, and not before."""
    program = "import sys; import cli.main; print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
