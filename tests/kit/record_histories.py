"""Record the histories that replays read: ``python -m tests.kit.record_histories``.

Once workflows run for somebody, a recorded history never changes: code that does not replay it would break
the relationships that are under way. Until then, record anew what you mean to change.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from temporalio.client import WorkflowHistory

from tests.kit.lives import conflict, nine_months
from tests.kit.small_cycle import SmallCycle
from tests.kit.temporal import Engine, engine_on, time_skipping

HISTORIES: Final = Path(__file__).parents[1] / "replay" / "histories"
STREAM: Final = "relationship-a"
TELLING: Final = ("identity", "stackTrace")
"""Fields that name the machine or its files."""


async def nine_months_of_a_relationship(engine: Engine) -> WorkflowHistory:
    """Return what Temporal keeps of a relationship from its offer to its close."""
    await nine_months(engine, STREAM)
    return await engine.history(STREAM)


async def a_conflict_in_a_relationship(engine: Engine) -> WorkflowHistory:
    """Return what Temporal keeps of a relationship that had to decide anew."""
    await conflict(engine, STREAM)
    return await engine.history(STREAM)


async def a_launch_of_a_cycle(engine: Engine) -> WorkflowHistory:
    """Return what Temporal keeps of a cycle from its draft to its launch."""
    cycle = SmallCycle(engine)
    await cycle.prepare()
    await cycle.launch()
    await cycle.started()
    await engine.quiet(cycle.stream)
    return await engine.history(cycle.stream)


async def a_cancellation_of_a_cycle(engine: Engine) -> WorkflowHistory:
    """Return what Temporal keeps of a cycle that was lost in its launch, cancelled, and resumed."""
    cycle = SmallCycle(engine)
    await cycle.cancel_in_launch("relationship", refused=3)
    await engine.handle(cycle.stream).terminate()
    await engine.start(cycle.stream)
    engine.store.withheld = None
    await engine.over(cycle.stream)
    return await engine.history(cycle.stream)


RECORDED: Final[tuple[Callable[[Engine], Awaitable[WorkflowHistory]], ...]] = (
    nine_months_of_a_relationship,
    a_conflict_in_a_relationship,
    a_launch_of_a_cycle,
    a_cancellation_of_a_cycle,
)
"""What is recorded, each in a file that is named like it."""


async def main() -> None:
    """Record everything anew."""
    for record in RECORDED:
        async with time_skipping() as environment, engine_on(environment) as engine:
            history = await record(engine)
            (HISTORIES / f"{record.__name__}.json").write_text(_written(history))


def _written(history: WorkflowHistory) -> str:
    """Return a history as a file, without what says where it was recorded."""
    return json.dumps(_anonymous(json.loads(history.to_json())), indent=1) + "\n"


def _anonymous(value: Any) -> Any:  # noqa: ANN401 - JSON
    match value:
        case dict():
            return {key: _anonymous(each) for key, each in value.items() if key not in TELLING}
        case list():
            return [_anonymous(each) for each in value]
        case _:
            return value


if __name__ == "__main__":
    asyncio.run(main())
