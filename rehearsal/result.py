"""What a rehearsal amounts to, read from the read models and the log."""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from audit.finding import Verification
from audit.kept import DatabaseLog
from audit.verify import verify
from bootstrap.container import Container
from eventstore.api import EventStore
from projections.progress import wait_for
from projections.queries.board import BoardFilter, BoardLine, list_relationships
from projections.queries.funnel import CycleFunnel, cycle_funnel
from projections.queries.lessons import LessonEntry, published_lessons
from projections.queries.matches import MatchQuality, match_quality
from projections.queries.measures import MeasureValue, programme_measures
from projections.read_models import PROJECTIONS
from vault.api import Vault

EVERYBODY = 100_000


@dataclass(frozen=True)
class Result:
    """Everything that the report of a rehearsal tells.

    Attributes:
        relationships: All of them, as the board has them.
        funnel: From application to outcome.
        matches: Quality of each match run.
        measures: Each measure of the design, with its value.
        lessons: The published lessons, opened: this is where a person reads them.
        events: How many there are of each type.
        verification: Of the whole log.
        seconds: How long it all took, in real time.
    """

    relationships: list[BoardLine]
    funnel: CycleFunnel
    matches: list[MatchQuality]
    measures: list[MeasureValue]
    lessons: list[str]
    events: Counter[str]
    verification: Verification
    seconds: float

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON values."""
        closed = [each for each in self.relationships if each.outcome is not None]
        return {
            "relationships": {
                "started": len(self.relationships),
                "closed": len(closed),
                "by_outcome": dict(Counter(str(each.outcome) for each in closed).most_common()),
            },
            "pairs": [
                {
                    "relationship": each.relationship,
                    "members": [member.person for member in each.members],
                    "outcome": each.outcome,
                }
                for each in sorted(self.relationships, key=lambda each: each.relationship)
            ],
            "events": {"total": self.events.total(), "by_type": dict(self.events.most_common())},
            "log": {"verified": self.verification.verified, "events": self.verification.events},
            "measures": [measure.model_dump(mode="json") for measure in self.measures],
            "lessons": self.lessons,
            "seconds": round(self.seconds, 1),
        }


def result_of(
    container: Container, cycle: str, now: datetime, seconds: float, watch: Callable[[int, int], None]
) -> Result:
    """Read what a finished rehearsal amounts to, once the read models have seen everything.

    Args:
        container: The engine's pieces.
        cycle: The stream of the cycle.
        now: The engine's time.
        seconds: How long the rehearsal took.
        watch: Is told how many events of the log are verified.
    """
    head = container.store.head().position
    with closing(container.read_connection()) as connection:
        for projection in PROJECTIONS:
            wait_for(connection, projection, head, timedelta(seconds=60))
        relationships = list_relationships(connection, BoardFilter(cycle=cycle), now=now, limit=EVERYBODY)
        return Result(
            relationships=relationships,
            funnel=cycle_funnel(connection, cycle),
            matches=match_quality(connection, cycle),
            measures=programme_measures(connection, cycle, today=now.date()),
            lessons=_texts(container.vault, published_lessons(connection, cycle=cycle)),
            events=_count(container.store),
            verification=verify(DatabaseLog(container.database_url), progress=watch),
            seconds=seconds,
        )


def _texts(vault: Vault, lessons: list[LessonEntry]) -> list[str]:
    sealed = [each.content.wording or each.content.text for each in lessons]
    return [str(text) for text in vault.open_many([each for each in sealed if each is not None])]


def _count(store: EventStore) -> Counter[str]:
    counted: Counter[str] = Counter()
    after = 0
    while page := store.read(after=after, limit=1_000):
        counted.update(event.type for event in page)
        after = page[-1].position
    return counted
