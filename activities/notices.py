"""Telling people what happened."""

import asyncio

from temporalio import activity

from activities.ports import Postman
from domain.notice import Notice
from domain.values import Value


class Notices(Value):
    """What there is to tell after one decision."""

    notices: tuple[Notice, ...]


class NoticeActivities:
    """Hands notices to the postman, who alone opens names and addresses."""

    def __init__(self, postman: Postman) -> None:
        self._postman = postman

    @activity.defn
    async def deliver_notices(self, notices: Notices) -> Notices:
        """Deliver notices, and return those that could not be delivered now.

        A retry sends recognisably the same messages. Each is delivered by itself, so that nobody gets one
        again because somebody else did not.
        """
        delivered = await asyncio.gather(*(self._deliver(notice) for notice in notices.notices))
        return Notices(
            notices=tuple(notice for notice, done in zip(notices.notices, delivered, strict=True) if not done)
        )

    async def _deliver(self, notice: Notice) -> bool:
        try:
            await self._postman.deliver((notice,))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with mail, nothing else waits for it
            facts = {"template": notice.template, "recipient": notice.recipient, "cause": str(error)}
            activity.logger.warning("notice delayed", extra=facts)
            return False
        return True
