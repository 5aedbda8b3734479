"""Mail that cannot be delivered: nobody waits for it, and nobody gets it twice."""

from datetime import timedelta
from uuid import uuid4

from activities.messages import LATE_MAIL_WORKFLOW
from activities.notices import Notices
from domain.notice import Notice
from domain.relationship import events as e
from tests.kit.relationships import MENTEE, MENTOR, proposal
from tests.kit.temporal import SOON, Engine

DAY = timedelta(days=1)


async def test_mail_that_fails_stops_no_deadline(engine: Engine, stream: str) -> None:
    """The reminder is due whether the mail server works or not, and is delivered when it works again."""
    begun = await engine.now()
    await engine.ask(stream, proposal(relationship=stream))
    await engine.until(begun + 2 * DAY)
    engine.postman.ill = True
    await engine.until(begun + 3.5 * DAY)
    (reminder,) = engine.of(stream, e.ReminderSent)
    assert reminder.at - begun < 3 * DAY + SOON
    assert engine.postman.templates() == ["offer"] * 2
    engine.postman.ill = False
    await engine.until(begun + 4 * DAY)
    assert engine.postman.templates() == ["offer"] * 2 + ["reminder_answer"] * 2


async def test_a_notice_that_fails_is_not_repeated_for_the_others(engine: Engine, stream: str) -> None:
    """One address does not work for a while; the other member gets the offer once."""
    begun = await engine.now()
    engine.postman.refuses = MENTEE
    await engine.ask(stream, proposal(relationship=stream))
    await engine.until(begun + DAY)
    assert [notice.recipient for notice in engine.postman.delivered] == [MENTOR]
    engine.postman.refuses = None
    await engine.until(begun + 2 * DAY)
    assert [notice.recipient for notice in engine.postman.delivered] == [MENTOR, MENTEE]


async def test_mail_that_fails_for_days_is_given_up(engine: Engine) -> None:
    """After three days a reminder has followed, and nothing goes on trying."""
    engine.must_skip_time()
    engine.postman.ill = True
    notices = Notices(notices=(Notice(template="offer", recipient=MENTEE, facts={}, key="offer/1"),))
    name = f"late_mail-{uuid4()}"
    await engine.client.execute_workflow(LATE_MAIL_WORKFLOW, notices, id=name, task_queue=engine.queue)
    description = await engine.client.get_workflow_handle(name).describe()
    assert description.close_time is not None
    assert 3 * DAY <= description.close_time - description.start_time < 3.1 * DAY
    assert engine.postman.attempts < 100
