"""The page about policies: every duration, with its default."""

from datetime import timedelta

from docs.generation import markdown as md
from domain.durations import in_words
from domain.policies import CyclePolicies, RelationshipPolicies
from domain.values import Value


def page() -> str:
    """Return the page."""
    return md.page(
        "Policies",
        "Every duration is a policy of the programme's design (`policies:`), and those of relationships can"
        " be set for a track as well (`overrides:`). What is in force is pinned when a relationship starts."
        " Durations are written as people say them: `48 hours`, `14 days`, `6 weeks`.",
        "## Relationship",
        md.summary(RelationshipPolicies),
        _table(RelationshipPolicies),
        "## Cycle",
        md.summary(CyclePolicies),
        _table(CyclePolicies),
    )


def _table(policies: type[Value]) -> str:
    said = md.attributes(policies)
    rows = [
        [md.code(name), _written(field.default), said[name]] for name, field in policies.model_fields.items()
    ]
    return md.table(["policy", "default", "what it says"], rows)


def _written(default: object) -> str:
    if isinstance(default, timedelta):
        return in_words(default)
    if isinstance(default, tuple):
        return ", ".join(_written(each) for each in default)
    return str(default)
