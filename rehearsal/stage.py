"""What every part of a rehearsal shares."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from activities.records import CycleRecords
from rehearsal.agenda import Agenda
from rehearsal.company import Company
from rehearsal.fates import Dice
from vault.api import Vault


@dataclass(frozen=True)
class Stage:
    """Where a rehearsal takes place.

    Attributes:
        cycle: The stream of the cycle.
        company: Sends what people do.
        records: Shows what the log holds of the cycle.
        vault: Seals what people write.
        dice: Chance.
        agenda: What people are going to do.
        now: The engine's time.
    """

    cycle: str
    company: Company
    records: CycleRecords
    vault: Vault
    dice: Dice
    agenda: Agenda
    now: Callable[[], datetime]
