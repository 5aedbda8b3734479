"""The tests themselves, shared among processes, each with an end."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.distribution import together

ROOT = Path(__file__).parents[2]

TOY = """
import pytest

@pytest.mark.parametrize("n", range(6))
def test_where(n, worker_id):
    with open(__file__ + ".workers", "a") as file:
        print(worker_id, file=file)
"""

HANGS = """
import asyncio

async def test_that_hangs():
    while True:
        await asyncio.sleep(0.01)
"""


def test_the_tests_of_a_file_run_in_one_process(tmp_path: Path) -> None:
    """What they share is made once; and more than one process is at work."""
    files = [tmp_path / f"test_{name}.py" for name in ("a", "b", "c", "d")]
    for file in files:
        file.write_text(TOY)
    settings = ["-q", "-p", "tests.kit.distribution", "-n", "2", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", *settings, f"--rootdir={tmp_path}", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    workers = [set((tmp_path / f"{file.name}.workers").read_text().split()) for file in files]
    assert all(len(of_one_file) == 1 for of_one_file in workers)
    assert len(set.union(*workers)) == 2


@pytest.mark.parametrize(
    "file", ["integration/rehearsal/test_same_seed.py", "integration/docs/test_documents_in_use.py"]
)
def test_rehearsals_disturb_none_of_each_other(file: str) -> None:
    """Wherever one runs, or what came of one is looked at, it is the same process."""
    assert (ROOT / "tests" / file).exists()
    assert together(f"tests/{file}::test_anything") == together(
        "tests/integration/rehearsal/test_x.py::test_y"
    )


def test_a_test_that_hangs_comes_to_an_end_and_is_named(tmp_path: Path) -> None:
    """Even one whose event loop goes on, to which nothing that is raised in it gets through."""
    file = tmp_path / "test_hangs.py"
    file.write_text(HANGS)
    settings = ["-c", f"{ROOT}/pyproject.toml", "-o", "timeout=1", "-n", "1"]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, file], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert re.search("crashed while running '.*test_that_hangs'", ended.stdout)
