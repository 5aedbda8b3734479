"""Telling people what happened."""

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
    async def deliver_notices(self, notices: Notices) -> None:
        """Deliver notices; a retry sends recognisably the same messages."""
        await self._postman.deliver(notices.notices)
