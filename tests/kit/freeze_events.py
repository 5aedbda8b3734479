"""Freezes the schema and a golden sample of every event that has none yet.

Run it with `python -m tests.kit.freeze_events`. What is frozen is never rewritten: a changed event needs a
new version with an upcaster. Only a type that no release has contained may be frozen anew, by naming it:
`python -m tests.kit.freeze_events relationship.closed`.
"""

import json
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from domain.catalogue import REGISTRY
from domain.event import Event
from tests.kit.event_samples import golden_file, sample_of
from tests.kit.event_schemas import as_text, schema_file, schema_of


def freeze(anew: Collection[str]) -> list[str]:
    """Write what is missing, and what is named, and return what was written."""
    written = []
    for event in REGISTRY:
        name = f"{event.type} v{event.schema_version}"
        path = schema_file(event)
        if event.type in anew or not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_text(as_text(schema_of(event)))
            written.append(f"schema of {name}")
        if _add_sample(event, anew=event.type in anew):
            written.append(f"sample of {name}")
    return written


def _add_sample(event: type[Event], *, anew: bool) -> bool:
    """Write the sample of an event, unless it has one; return whether it was written."""
    path = golden_file(event)
    path.parent.mkdir(exist_ok=True)
    samples = {(each["type"], each["version"]): each for each in _present(path)}
    key = (event.type, event.schema_version)
    if key in samples and not anew:
        return False
    samples[key] = sample_of(event)
    path.write_text(as_text([samples[each] for each in sorted(samples)]))
    return True


def _present(path: Path) -> list[dict[str, Any]]:
    """Return the samples that a file holds."""
    return json.loads(path.read_text()) if path.exists() else []


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in freeze(sys.argv[1:])) or "nothing to freeze\n")
