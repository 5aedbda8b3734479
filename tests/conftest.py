"""The shared fixtures, by subject."""

pytest_plugins = [
    "tests.kit.postgres",
    "tests.kit.properties",
    "tests.kit.rehearsal",
    "tests.kit.tallies",
    "tests.kit.temporal",
    "tests.kit.vault",
    "tests.kit.terminal",  # after the kits that it builds on
]
