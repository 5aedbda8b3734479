"""The engine explains itself: for whom it waits, since when, and what happens if nobody acts."""

from datetime import datetime, timedelta

from domain.values import Value


class Waiting(Value):
    """What something is waiting for, without the moment at which it is read.

    Attributes:
        what: The missing act in words, ``the mentee's signature``; never personal data.
        who: The identifiers of those who can act (person ids or role names).
        since: When the wait began.
        reminders: How many reminders were sent for it.
        then: What the engine does by itself when `at` comes, ``escalates to the coordinator``.
        at: When it does so.
    """

    what: str
    who: tuple[str, ...] = ()
    since: datetime
    reminders: int = 0
    then: str | None = None
    at: datetime | None = None


def sentence(waiting: Waiting | None, now: datetime) -> str:
    """Say it in one line.

    Example: "waiting 6 days for the mentee's signature; reminder 2 sent; escalates … Thu 4 Mar 09:00".
    """
    if waiting is None:
        return "waiting for nobody"
    parts = [f"waiting {_span(now - waiting.since)} for {waiting.what}"]
    if waiting.reminders:
        parts.append(f"reminder {waiting.reminders} sent")
    if waiting.then and waiting.at:
        parts.append(f"{waiting.then} {waiting.at:%a} {waiting.at.day} {waiting.at:%b %H:%M}")
    return "; ".join(parts)


def _span(elapsed: timedelta) -> str:
    hours = max(0, int(elapsed.total_seconds() // 3600))
    count, unit = (hours // 24, "day") if hours >= 24 else (hours, "hour")  # noqa: PLR2004 - hours of a day
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
