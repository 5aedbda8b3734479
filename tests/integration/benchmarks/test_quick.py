"""The benchmark runs."""

import subprocess
import sys

from benchmarks.payload import DATA, METADATA
from eventstore.canonical import canonical_json
from tests.kit.event_schemas import ROOT


def test_one_workload_runs() -> None:
    """In its quick mode the benchmark measures both sides and prints how they compare."""
    command = [sys.executable, "-m", "benchmarks", "--quick", "--only", "A1"]
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True, timeout=500)
    assert "append 1 x 1" in done.stdout
    assert "eventsourcing" in done.stdout


def test_an_unknown_workload_is_refused() -> None:
    """Who asks for a workload that does not exist is told which do."""
    command = [sys.executable, "-m", "benchmarks", "--only", "Z9"]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode != 0
    assert "Z9" in done.stderr


def test_payloads_are_as_large_as_they_claim() -> None:
    """Every payload is 240 bytes of data and 130 bytes of metadata in canonical JSON."""
    assert {len(canonical_json(data)) for data in DATA} == {240}
    assert {len(canonical_json(metadata)) for metadata in METADATA} == {130}
