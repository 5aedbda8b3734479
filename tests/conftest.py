"""The shared fixtures, by subject."""

pytest_plugins = ["tests.kit.postgres", "tests.kit.properties", "tests.kit.tallies", "tests.kit.vault"]
