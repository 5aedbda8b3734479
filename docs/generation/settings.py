"""The page about settings: every variable, with its default."""

from typing import Any

from pydantic_core import PydanticUndefined

from bootstrap.settings import SECRETS_DIR, Settings, variable
from docs.generation import markdown as md


def page() -> str:
    """Return the page."""
    rows = [
        [md.code(variable(name)), md.code(_default(field)), field.description or ""]
        for name, field in Settings.model_fields.items()
    ]
    secrets = "Folder with one file for each secret, called as its variable in small letters."
    return md.page(
        "Settings",
        "Read from the environment once, when a program starts. A variable with our prefix that is no setting"
        " is refused, so that a slip of the pen does not pass for a default.",
        md.table(["variable", "default", "what it is"], [*rows, [md.code(SECRETS_DIR), "", secrets]]),
        "## Temporal",
        "Temporal is reached by the variables that every Temporal client reads: `TEMPORAL_ADDRESS`,"
        " `TEMPORAL_NAMESPACE`, `TEMPORAL_API_KEY`, `TEMPORAL_TLS_…`, and the profiles of `temporal.toml`."
        " Without an address the embedded server is used.",
    )


def _default(field: Any) -> str:  # noqa: ANN401 - pydantic's own description of a field
    default = field.get_default(call_default_factory=True)
    if default in (None, PydanticUndefined) or field.annotation.__module__.startswith("domain"):
        return ""
    return str(default)
