"""Mail into a folder: for trying the engine out, and for sites whose mail leaves another way."""

import asyncio
from pathlib import Path
from tempfile import NamedTemporaryFile

from notify.api import Mail
from notify.errors import MailUnreachable
from notify.message import Sender, compose


class OutboxMailer:
    """Writes each mail into a folder as an ``.eml`` file, which any mail program opens.

    The file is named after the ``Message-ID``, so the same mail sent again replaces the file. It appears
    whole or not at all, readable by its owner only: mail is where names and addresses are in clear.

    Args:
        folder: Made when missing.
        sender: Who sends.
    """

    def __init__(self, folder: Path, sender: Sender) -> None:
        self._folder = folder
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        """Write the mail; see `Mailer.send`."""
        await asyncio.to_thread(self._write, mail)

    def _write(self, mail: Mail) -> None:
        message_id = self._sender.message_id(mail.key)
        target = self._folder / f"{message_id.strip('<>')}.eml"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, prefix=".draft", delete=False) as draft:
                draft.write(compose(mail, self._sender).as_bytes())
            Path(draft.name).replace(target)
        except OSError as error:
            raise MailUnreachable(message_id=message_id, cause=error.strerror or str(error)) from error
