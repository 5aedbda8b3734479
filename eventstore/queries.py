"""The store's statements, each in a file of its own under ``sql/queries``."""

from importlib import resources


def query(name: str) -> str:
    """Return the statement that the file ``<name>.sql`` holds."""
    return (resources.files("eventstore") / "sql" / "queries" / f"{name}.sql").read_text("utf-8")
