"""A relationship: people who meet for months under a signed agreement, from the proposal to the end."""

from domain.relationship.aggregate import RELATIONSHIP
from domain.relationship.commands import Command
from domain.relationship.events import EVENTS
from domain.relationship.notices import notices
from domain.relationship.state import State, Status

__all__ = ["EVENTS", "RELATIONSHIP", "Command", "State", "Status", "notices"]
