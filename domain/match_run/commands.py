"""What can be asked of a match run."""

from typing import Annotated, Literal

from pydantic import Field

from domain.command import Command
from domain.envelope import Actor
from domain.match_run.inputs import MatchInputs
from domain.match_run.proposal import Assessment
from domain.match_run.result import MatchResult
from domain.match_run.stream import match_run_stream
from domain.match_run.vocabulary import OverrideClass
from domain.sealed import Sealed


class StartMatchRun(Command):
    """Freeze the inputs.

    Attributes:
        cycle: Stream of the cycle.
        number: Number of the run in that cycle and track, from 1.
        inputs: The pool and the rules.
    """

    kind: Literal["start_match_run"] = "start_match_run"
    cycle: str
    number: int = Field(ge=1)
    inputs: MatchInputs

    def begins(self) -> tuple[str, ...]:
        """Return the stream of this run, which the inputs name, too."""
        return (match_run_stream(self.cycle, self.inputs.track, self.number), self.inputs.run)


class RecordProposals(Command):
    """Record what the solver found for the frozen inputs."""

    kind: Literal["record_proposals"] = "record_proposals"
    result: MatchResult


class OverrideProposals(Command):
    """Take proposals back, put others in, or both at once (a swap).

    Attributes:
        by: Who asks.
        remove: The people of each proposal to take back.
        add: Pairs to put in, as assessed against the frozen inputs.
        reason_class: Why, as far as statistics need to know.
        reason: Why, in the coordinator's words.
    """

    kind: Literal["override_proposals"] = "override_proposals"
    by: Actor
    remove: tuple[tuple[str, ...], ...] = ()
    add: tuple[Assessment, ...] = ()
    reason_class: OverrideClass
    reason: Sealed | None = None


class ApproveMatchRun(Command):
    """Approve the proposals as they stand; only a person can."""

    kind: Literal["approve_match_run"] = "approve_match_run"
    by: Actor


class PublishMatchRun(Command):
    """Make the approved proposals final."""

    kind: Literal["publish_match_run"] = "publish_match_run"


class DiscardMatchRun(Command):
    """Give the run up before it is published."""

    kind: Literal["discard_match_run"] = "discard_match_run"
    by: Actor
    reason: Sealed | None = None


MatchRunCommand = Annotated[
    StartMatchRun | RecordProposals | OverrideProposals | ApproveMatchRun | PublishMatchRun | DiscardMatchRun,
    Field(discriminator="kind"),
]
