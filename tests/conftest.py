"""The shared fixtures, by subject."""

import signal

pytest_plugins = [
    "tests.kit.distribution",
    "tests.kit.postgres",
    "tests.kit.properties",
    "tests.kit.rehearsal",
    "tests.kit.tallies",
    "tests.kit.temporal",
    "tests.kit.tracing",
    "tests.kit.vault",
    "tests.kit.terminal",  # after the kits that it builds on
]


def pytest_configure() -> None:
    """Let Ctrl-C mean what it means, here and in what tests start: a shell's background jobs ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
