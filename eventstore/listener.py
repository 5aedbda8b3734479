"""One connection that hears of every append, for all who wait."""

import selectors
import socket
import threading
from datetime import timedelta
from typing import Final

import psycopg

from eventstore.pool import Role, conninfo_as

RECONNECT: Final = timedelta(seconds=1)
"""How long a lost connection rests before the next attempt."""


class Listener:
    """Follows the head of the log in a thread of its own, from the first `wait` until `close`."""

    def __init__(self, conninfo: str, *, role: Role) -> None:
        self._conninfo = conninfo_as(conninfo, role)
        self._moved = threading.Condition()
        self._position = 0
        self._closed = False
        self._thread: threading.Thread | None = None
        self._bell, self._ring = socket.socketpair()

    def wait(self, after: int, timeout: timedelta) -> bool:
        """Block until an append beyond `after` was heard of, or the time is over; True when one was."""
        with self._moved:
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._follow, name="log-listener", daemon=True)
                self._thread.start()
            return (
                self._moved.wait_for(lambda: self._position > after or self._closed, timeout.total_seconds())
                and self._position > after
            )

    def close(self) -> None:
        """Stop listening and release everybody who waits."""
        with self._moved:
            self._closed = True
            self._moved.notify_all()
        self._ring.close()
        if self._thread:
            self._thread.join()
        self._bell.close()

    def _follow(self) -> None:
        while not self._closed:
            try:
                with psycopg.connect(self._conninfo, autocommit=True) as connection:
                    self._listen(connection)
            except psycopg.Error:  # whoever waits asks the database in the end, and hears what is wrong
                with self._moved:
                    self._moved.wait_for(lambda: self._closed, RECONNECT.total_seconds())

    def _listen(self, connection: psycopg.Connection) -> None:
        connection.execute("LISTEN log")
        # After LISTEN: what was appended while nobody listened is found here, the rest is announced.
        row = connection.execute("SELECT position FROM log.head").fetchone()
        self._heard(row[0] if row else 0)
        with selectors.DefaultSelector() as selector:
            selector.register(connection.fileno(), selectors.EVENT_READ)
            selector.register(self._bell, selectors.EVENT_READ)
            while not self._closed:
                for note in connection.notifies(timeout=0):
                    if note.payload.isdecimal():  # whoever may connect may say anything on any channel
                        self._heard(int(note.payload))
                selector.select()

    def _heard(self, position: int) -> None:
        with self._moved:
            self._position = max(self._position, position)
            self._moved.notify_all()
