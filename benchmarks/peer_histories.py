"""A log of the peer's with real aggregates in it, for the workloads that read."""

from typing import Final

from benchmarks import peer
from benchmarks.peer_application import Account, Accounts
from benchmarks.server import PEER, Server

NAME: Final = "peer_history"
LENGTH: Final = 100
"""Events an account has beside its creation."""

FASTEST: Final = 6_000
"""Events a second that the library's runner does not exceed."""


def filled(server: Server, seconds: float) -> str:
    """Make a database with more events than the library's runner applies in some seconds; return its name."""
    name = f"{NAME}_{int(seconds * FASTEST)}"
    if not server.has(name):
        server.copy(PEER, name)
        with Accounts(peer.environment(server.url(name))) as accounts:
            for _ in range(int(seconds * FASTEST) // LENGTH + 1):
                account = Account()
                for number in range(LENGTH):
                    accounts.note(account, number)
                accounts.save(account)
    return name
