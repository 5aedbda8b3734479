"""Ports of this machine."""

import socket
from typing import Final

IP: Final = "127.0.0.1"
"""Embedded engines listen here only, so that no other machine reaches them."""


def free_port(*preferred: int) -> int:
    """Return the first of the preferred ports that nobody listens on, or any other free one.

    Another program may take the port before it is used; the caller must be ready to ask again.
    """
    for port in (*preferred, 0):
        try:
            with socket.create_server((IP, port)) as server:
                found: int = server.getsockname()[1]
                return found
        except OSError:
            continue
    raise OSError("no free port on " + IP)
