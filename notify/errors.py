"""Why a mail is not sent.

NotifyError
├── MailRefused       the server will not take this mail, now or later
├── MailUnreachable   the server or folder does not take any mail now
├── BadMailServer     the address of the mail server cannot be used
├── NoText            a notice for which nobody wrote a text
└── UnknownFact       a text mentions what its notice does not know
"""

from domain.errors import MentoringError


class NotifyError(MentoringError):
    """A notice did not reach anybody."""


class MailRefused(NotifyError):
    """Mail {message_id} will never be accepted: {cause}.

    Check the recipient's address and the sender in MENTORING_MAIL_FROM; the mail server's log says more.
    """


class MailUnreachable(NotifyError):
    """Mail {message_id} could not be handed on: {cause}. It will be tried again.

    Check the mail server in MENTORING_SMTP_URL or, without one, the outbox folder.
    """


class BadMailServer(NotifyError):
    """MENTORING_SMTP_URL does not name a mail server.

    Write it as smtp://user:password@host:587 or smtps://user:password@host:465.
    """


class NoText(NotifyError):
    """There is no text for notice {template}. Add notify/templates/{template}.txt."""


class UnknownFact(NotifyError):
    """The text of notice {template} mentions {fact}, which the notice does not know.

    Correct notify/templates/{template}.txt; known are: {known}.
    """
