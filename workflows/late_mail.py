"""Mail that could not be delivered when it was due."""

from datetime import timedelta
from typing import Final

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.messages import LATE_MAIL_WORKFLOW
    from activities.notices import Notices
    from workflows.effects import deliver

FIRST_PAUSE: Final = timedelta(seconds=10)
LONGEST_PAUSE: Final = timedelta(hours=1)
GIVEN_UP_AFTER: Final = timedelta(days=3)
"""In real time, as mail servers do it themselves; by then a reminder has followed."""


@workflow.defn(name=LATE_MAIL_WORKFLOW)
class LateMail:
    """Goes on trying to deliver notices, so that no relationship has to wait for a mail server."""

    @workflow.run
    async def run(self, notices: Notices) -> None:
        """Deliver what can be delivered, again and again, until nothing is left or it is too late."""
        pause, waited = FIRST_PAUSE, timedelta(0)
        while notices.notices and waited < GIVEN_UP_AFTER:
            await workflow.sleep(pause, summary="next delivery")
            pause, waited = min(2 * pause, LONGEST_PAUSE), waited + pause
            notices = await deliver(notices)
        for notice in notices.notices:
            facts = {"template": notice.template, "recipient": notice.recipient}
            workflow.logger.warning("notice given up", extra=facts)
