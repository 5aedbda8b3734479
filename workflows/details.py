"""What somebody sees who looks at a workflow in Temporal: where it stands and for whom it waits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from temporalio import workflow
from temporalio.common import SearchAttributeUpdate

with workflow.unsafe.imports_passed_through():
    from domain.waiting import Waiting, sentence


class Display:
    """Shows the state of one workflow; search attributes only when they change, since each change costs."""

    def __init__(self) -> None:
        self._shown: list[SearchAttributeUpdate[Any]] | None = None

    def show(
        self,
        *,
        status: str,
        waiting: Waiting | None,
        deadline: datetime | None,
        now: datetime,
        attributes: Sequence[SearchAttributeUpdate[Any]],
    ) -> None:
        """Show the status, the waiting line and the next deadline (engine time)."""
        lines = [f"**{status.replace('_', ' ')}**", sentence(waiting, now)]
        if deadline:
            lines.append(f"next deadline {deadline:%a} {deadline.day} {deadline:%b %Y %H:%M}")
        workflow.set_current_details("  \n".join(lines))
        if list(attributes) != self._shown:
            self._shown = list(attributes)
            workflow.upsert_search_attributes(self._shown)
