"""The texts of notices: one file each, with headers as in mail, a blank line, and paragraphs."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from notify.errors import NoText

FOLDER: Final = resources.files("notify") / "templates"


@dataclass(frozen=True, slots=True)
class Text:
    """What a notice says, before its facts are filled in.

    Attributes:
        subject: The subject of the mail.
        calendar: What a calendar shows, for notices that bring a meeting.
        body: The paragraphs.
    """

    subject: str
    body: str
    calendar: str = ""


@cache
def text_of(template: str) -> Text:
    """Return the text of a notice.

    Raises:
        NoText: nobody wrote one.
    """
    file = FOLDER / f"{template}.txt"
    if not file.is_file():
        raise NoText(template=template)
    head, _, body = file.read_text("utf-8").partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines())
    return Text(headers["Subject"], body.strip(), headers.get("Calendar", ""))


@cache
def frame() -> str:
    """Return what stands around every text."""
    return (FOLDER / "frame.txt").read_text("utf-8")
