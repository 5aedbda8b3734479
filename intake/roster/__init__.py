"""Rosters, read from the CSV export of an HR system; every untidiness is reported and none is fatal."""

from intake.roster.errors import UnusableRoster
from intake.roster.reading import read_roster
from intake.roster.rows import Roster, RosterRow, RowProblem, TrainingDone, Wish

__all__ = ["Roster", "RosterRow", "RowProblem", "TrainingDone", "UnusableRoster", "Wish", "read_roster"]
