"""The dates of a cycle: planned backwards from the launch, and forwards from it."""

from datetime import datetime, timedelta
from typing import Self

from pydantic import AwareDatetime

from domain.cycle.phase import Phase
from domain.policies import CyclePolicies
from domain.values import Value


class Plan(Value):
    """When each phase is planned to begin.

    Attributes:
        recruiting_at: Applications are taken.
        selecting_at: Applications are decided.
        training_at: Mentors are trained, mentees briefed.
        matching_at: The pool is frozen.
        launch_at: Matches are published.
        running_at: The cycle counts as running, whoever has answered their offer by then.
        winding_up_at: Winding up begins.
        ends_at: Every relationship should have ended.
    """

    recruiting_at: AwareDatetime
    selecting_at: AwareDatetime
    training_at: AwareDatetime
    matching_at: AwareDatetime
    launch_at: AwareDatetime
    running_at: AwareDatetime
    winding_up_at: AwareDatetime
    ends_at: AwareDatetime

    @classmethod
    def around(cls, launch_at: datetime, policies: CyclePolicies) -> Self:
        """Plan a whole cycle around its launch."""
        matching_at = launch_at - policies.matching
        training_at = matching_at - policies.training
        selecting_at = training_at - policies.selecting
        winding_up_at = launch_at + policies.running
        return cls(
            recruiting_at=selecting_at - policies.recruiting,
            selecting_at=selecting_at,
            training_at=training_at,
            matching_at=matching_at,
            launch_at=launch_at,
            running_at=launch_at + policies.offers,
            winding_up_at=winding_up_at,
            ends_at=winding_up_at + policies.winding_up,
        )

    def launched(self, at: datetime, policies: CyclePolicies) -> Self:
        """Return the plan after the launch: what follows counts from the day it really happened."""
        after = type(self).around(at, policies)
        later = ("launch_at", "running_at", "winding_up_at", "ends_at")
        return self.model_copy(update={name: getattr(after, name) for name in later})

    def delayed(self, since: datetime, by: timedelta) -> Self:
        """Return the plan with every date after `since` moved: the clock of a suspended cycle stands."""
        return self.model_copy(update={name: date + by for name, date in self if date > since})

    def end_of(self, phase: Phase) -> datetime:
        """Return when a phase from `DRAFT` to `WINDING_UP` is planned to be over."""
        return {
            Phase.DRAFT: self.recruiting_at,
            Phase.APPROVED: self.recruiting_at,
            Phase.RECRUITING: self.selecting_at,
            Phase.SELECTING: self.training_at,
            Phase.TRAINING: self.matching_at,
            Phase.MATCHING: self.launch_at,
            Phase.LAUNCHED: self.running_at,
            Phase.RUNNING: self.winding_up_at,
            Phase.WINDING_UP: self.ends_at,
        }[phase]
