from datetime import UTC, datetime

from hypothesis import given as for_all
from hypothesis import strategies as st

import matching
from domain.aggregate import fold
from domain.envelope import Actor
from domain.event import Event
from domain.match_run import MATCH_RUN
from domain.match_run.commands import (
    ApproveMatchRun,
    MatchRunCommand,
    PublishMatchRun,
    RecordProposals,
    StartMatchRun,
)
from domain.match_run.events import MatchRunPublished
from domain.match_run.pages import PAGE, paged, paged_together
from tests.kit.given_when_then import given
from tests.kit.pools import large_pool

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MEGABYTE = 1_000_000


@for_all(st.lists(st.integers(1, 2 * PAGE), max_size=20))
def test_pages_keep_every_item_in_order_and_none_is_overfull(weights: list[int]) -> None:
    """Pages joined are the list; a page above the limit holds one heavy item alone."""
    pages = paged(weights, weight=lambda each: each)
    assert [each for page in pages for each in page] == weights
    assert len(pages) == 1 or all(pages)
    assert all(sum(page) <= PAGE or len(page) == 1 for page in pages)


@for_all(st.integers(0, 3 * PAGE), st.integers(0, 3 * PAGE))
def test_two_lists_share_their_pages(one: int, other: int) -> None:
    """Two lists come in as many pages as the longer one needs."""
    pages = paged_together(range(one), range(other))
    assert [each for page, _ in pages for each in page] == list(range(one))
    assert [each for _, page in pages for each in page] == list(range(other))
    assert len(pages) == max(1, -(-max(one, other) // PAGE))


def lived(*commands: MatchRunCommand) -> list[Event]:
    """Return the history that commands cause, one after the other."""
    story = given(MATCH_RUN)
    for command in commands:
        story = story.when(command, at=NOW).after()
    return story.history


def test_a_run_of_six_hundred_people_stays_below_a_megabyte_an_event() -> None:
    """A large run is recorded in pages, and adds up to the same run."""
    pool = large_pool(300, 300)
    history = lived(
        StartMatchRun(cycle="cycle-1", number=1, inputs=pool),
        RecordProposals(result=matching.solve(pool)),
        ApproveMatchRun(by=Actor(type="coordinator", id="person-c")),
        PublishMatchRun(),
    )
    state = fold(MATCH_RUN, history)
    published = [event for event in history if isinstance(event, MatchRunPublished)]
    assert len(history) > 4
    assert max(len(event.model_dump_json()) for event in history) < MEGABYTE
    assert state.frozen() == pool
    assert state.status == "published"
    assert sum(len(event.matches) for event in published) == len(state.proposals)
    assert sum(len(event.unmatched) for event in published) == len(state.unmatched)
