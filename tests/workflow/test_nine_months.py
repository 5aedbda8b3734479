"""A relationship for as long as it lasts, with every timer in between."""

from datetime import timedelta

from domain.relationship import events as e
from domain.relationship.about import About
from domain.vocabulary import Outcome
from tests.kit.lives import nine_months
from tests.kit.temporal import Engine


async def test_a_relationship_lives_nine_months_by_itself(engine: Engine, stream: str) -> None:
    """Reminders, check-ins, reviews, wind-up and the end come in time, whoever stays silent.

    At the end no task has failed and the history replays, as every history of an engine under test does.
    """
    begun = await engine.now()
    await nine_months(engine, stream)

    def on(kind: type[e.RelationshipEvent], about: About | None = None) -> list[int]:
        """Return on which days it happened."""
        found = [each for each in engine.of(stream, kind) if about in (None, dict(each).get("about"))]
        return [round((each.at - begun) / timedelta(days=1)) for each in found]

    assert on(e.ReminderSent, About.ANSWER) == [3]
    assert on(e.ReminderSent, About.AGREEMENT) == [15]
    assert on(e.RelationshipActivated) == [17]
    assert on(e.MeetingHeld) == [8, 45, 73, 101, 129, 157, 185, 213, 240]
    assert on(e.PulseOpened) == [47, 107, 167, 227]
    assert on(e.PulseClosed) == [61, 121, 181, 241]
    assert on(e.ReviewFellDue) == [107, 197]
    assert on(e.Escalated, About.REVIEW) == [211]
    assert on(e.WindUpStarted) == [232]
    assert on(e.ClosingStarted) == [274]
    assert on(e.ReminderSent, About.EXIT_SURVEY) == [277, 281]
    assert on(e.RelationshipClosed) == [288]
    (closed,) = engine.of(stream, e.RelationshipClosed)
    assert closed.outcome is Outcome.COMPLETED
