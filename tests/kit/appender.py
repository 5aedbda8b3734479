"""A process that appends until it is killed, and says aloud what the log acknowledged.

Started as ``python -m tests.kit.appender DATABASE NAME SEED``. It writes batches of mixed sizes to a stream
of its own, at exact versions, and to one that it shares, at any; while the database is away it repeats the
same append. Each line it prints is one acknowledged event: stream, version, position, event id.
"""

import random
import sys

from domain.ids import derive
from eventstore.api import Appended, Expected, StreamWrite
from eventstore.errors import StoreUnreachable
from eventstore.postgres import PostgresEventStore
from eventstore.testing import new_event

SIZES = (1, 1, 2, 40)


def _append(store: PostgresEventStore, writes: list[StreamWrite]) -> list[Appended]:
    while True:
        try:
            return store.append_many(writes)
        except StoreUnreachable:
            continue


def main(database: str, name: str, seed: str) -> None:
    """Append for ever, going on where a process of this name was killed."""
    dice = random.Random(seed)
    own = f"own-{name}"
    with PostgresEventStore(database) as store:
        version = len(store.load(own))
        while True:
            size = dice.choice(SIZES)
            events = [new_event((name, version + n), event_id=derive(name, version + n)) for n in range(size)]
            shared = new_event((name, seed, version), event_id=derive(name, seed, version))
            writes = [StreamWrite(own, events, version), StreamWrite("own-shared", [shared], Expected.ANY)]
            mine, theirs = _append(store, writes)
            lines = [
                f"{own} {version + n + 1} {mine.position - size + n + 1} {event.event_id}"
                for n, event in enumerate(events)
            ]
            lines.append(f"own-shared {theirs.version} {theirs.position} {shared.event_id}")
            sys.stdout.write("\n".join([*lines, ""]))
            sys.stdout.flush()
            version += size


if __name__ == "__main__":
    main(*sys.argv[1:])
