"""Telling people: finds names and addresses, writes the mail, and hands it to the mailer."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from domain.notice import Notice
from notify.api import AddressBook, Mailer
from notify.errors import MailUnreachable, NotifyError
from notify.render import persons_in, render
from vault.api import Erased

_log = logging.getLogger(__name__)


class Postman:
    """Delivers notices by mail. The only part of the engine that opens names and addresses by itself.

    Args:
        book: Knows names and addresses.
        mailer: Carries the mail.
        now: The engine's clock.
        unsubscribe: Where people ask for no more mail.
    """

    def __init__(
        self, book: AddressBook, mailer: Mailer, now: Callable[[], datetime], unsubscribe: str
    ) -> None:
        self._book = book
        self._mailer = mailer
        self._now = now
        self._unsubscribe = unsubscribe

    async def deliver(self, notices: Sequence[Notice]) -> None:
        """Send each notice to its recipient; the same notice again is recognisably the same mail.

        Who is unknown, was erased or has no acceptable address is left out, and so is a notice without a
        text, each with a line in the log.

        Raises:
            MailUnreachable: some mail could not be handed on; all others were. Deliver again later.
        """
        wanted = {person for notice in notices for person in persons_in(notice)}
        people = await asyncio.to_thread(self._book.look_up, wanted)
        failed: MailUnreachable | None = None
        for notice in notices:
            recipient = people.get(notice.recipient)
            if recipient is None or isinstance(recipient.address, Erased):
                _left_out(notice, "unknown" if recipient is None else "erased")
                continue
            try:
                mail = render(notice, people, sent_at=self._now(), unsubscribe=self._unsubscribe)
                await self._mailer.send(mail)
            except MailUnreachable as failure:
                failed = failed or failure
            except NotifyError as refusal:  # trying again would change nothing
                _left_out(notice, str(refusal))
        if failed:
            raise failed


def _left_out(notice: Notice, cause: str) -> None:
    facts = {"template": notice.template, "recipient": notice.recipient, "cause": cause}
    _log.warning("notice not delivered", extra=facts)
