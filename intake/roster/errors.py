"""When a file is no roster at all."""

from domain.errors import MentoringError


class UnusableRoster(MentoringError):
    """The roster {source} cannot be used: it {what}. {way_out}."""
