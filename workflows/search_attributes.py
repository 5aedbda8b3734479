"""What Temporal's own lists can be filtered by; reports read projections instead."""

from typing import Final

from temporalio.common import SearchAttributeKey

PROGRAMME: Final = SearchAttributeKey.for_keyword("Programme")
CYCLE: Final = SearchAttributeKey.for_keyword("Cycle")
PHASE: Final = SearchAttributeKey.for_keyword("Phase")


SEARCH_ATTRIBUTES: Final = (PROGRAMME, CYCLE, PHASE)
"""All of them; a Temporal service has to know them before a workflow sets one."""
