"""What can be asked for a cycle. `by` is the opaque id of the person who asks."""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, AwareDatetime, Field, field_validator

from domain.command import Command
from domain.cycle.facts import CycleFacts
from domain.cycle.stream import cycle_stream
from domain.cycle.values import (
    Comparison,
    Count,
    Override,
    PinnedTrack,
    StakeholderTold,
    StopReason,
)
from domain.policies import CyclePolicies, within_reason
from domain.sealed import Sealed
from domain.values import ShortText
from domain.vocabulary import Outcome

Somebody = Annotated[tuple[ShortText, ...], Field(min_length=1)]
"""At least one person."""


class DraftCycle(Command):
    """Plan a dated run of a programme; `domain.cycle.pinning.draft_cycle` fills it in from a design.

    Attributes:
        launch_at: When matches are to be published, within ten years; every other date follows from it.
        neutral_parties: Who reviews its relationships; at least one.
        tracks: See `CycleDrafted`, also for the other fields.
    """

    kind: Literal["draft_cycle"] = "draft_cycle"
    programme: ShortText
    programme_version: Annotated[int, Field(ge=1)]
    name: ShortText
    launch_at: AwareDatetime
    coordinator: ShortText
    sponsor: ShortText
    neutral_parties: Somebody
    purposes: Count
    objectives: Count
    measures: Count
    tracks: tuple[PinnedTrack, ...]
    policies: Annotated[CyclePolicies, AfterValidator(within_reason)] = CyclePolicies()

    @field_validator("tracks")
    @classmethod
    def _within_reason(cls, tracks: tuple[PinnedTrack, ...]) -> tuple[PinnedTrack, ...]:
        for track in tracks:
            within_reason(track.policies)
        return tracks

    def begins(self) -> tuple[str, ...]:
        """Return the stream of the programme's cycle of this name."""
        return (cycle_stream(self.programme, self.name),)


class ApproveCycle(Command):
    """Let the cycle go ahead; the sponsor's to say."""

    kind: Literal["approve_cycle"] = "approve_cycle"
    by: ShortText
    stakeholders: tuple[StakeholderTold, ...]
    privacy_notice: ShortText
    impact_assessment: ShortText | None = None


class RescheduleCycle(Command):
    """Move the launch, and with it every date that depends on it; until the launch."""

    kind: Literal["reschedule_cycle"] = "reschedule_cycle"
    by: ShortText
    launch_at: AwareDatetime


class HandOverCycle(Command):
    """Name other people, as coordinator or sponsor; what is None stays as it is.

    Attributes:
        by: The present coordinator or sponsor.
        coordinator: Who runs the cycle from now on.
        sponsor: Who owns it from now on; the present sponsor's to say.
        neutral_parties: Who reviews the relationships that are still to start; at least one.
    """

    kind: Literal["hand_over_cycle"] = "hand_over_cycle"
    by: ShortText
    coordinator: ShortText | None = None
    sponsor: ShortText | None = None
    neutral_parties: Somebody | None = None


class OpenRecruitment(Command):
    """Take applications."""

    kind: Literal["open_recruitment"] = "open_recruitment"
    by: ShortText


class OpenSelection(Command):
    """Take no more applications and decide those there are."""

    kind: Literal["open_selection"] = "open_selection"
    by: ShortText
    overrides: tuple[Override, ...] = ()
    facts: CycleFacts | None = None


class OpenTraining(Command):
    """Train and brief those who were selected, once every application is decided."""

    kind: Literal["open_training"] = "open_training"
    by: ShortText
    facts: CycleFacts | None = None


class FreezePool(Command):
    """Begin matching.

    Attributes:
        exclude_untrained: Leave out whoever misses mandatory training, instead of waiting for them.
    """

    kind: Literal["freeze_pool"] = "freeze_pool"
    by: ShortText
    exclude_untrained: bool = False
    facts: CycleFacts | None = None


class PublishMatches(Command):
    """Make approved matches final and launch the cycle.

    Attributes:
        match_runs: The streams of the runs, one for each track in which somebody can be matched.
    """

    kind: Literal["publish_matches"] = "publish_matches"
    by: ShortText
    match_runs: tuple[ShortText, ...]
    facts: CycleFacts | None = None


class RecordRelationshipsStarted(Command):
    """Record that a page of relationships was started; a page recorded before changes nothing."""

    kind: Literal["record_relationships_started"] = "record_relationships_started"
    page: Annotated[int, Field(ge=1)]
    count: Count
    last: bool = False


class RecordRelationshipAccepted(Command):
    """Record that everybody in a relationship accepted the offer.

    Only counts are kept: derive the command id from the relationship, so that it counts once.
    """

    kind: Literal["record_relationship_accepted"] = "record_relationship_accepted"
    relationship: ShortText


class RecordRelationshipEnded(Command):
    """Record how a relationship ended.

    Only counts are kept: derive the command id from the relationship, so that it counts once.
    """

    kind: Literal["record_relationship_ended"] = "record_relationship_ended"
    relationship: ShortText
    outcome: Outcome


class StartWindingUp(Command):
    """Begin the last weeks before their date."""

    kind: Literal["start_winding_up"] = "start_winding_up"
    by: ShortText


class PublishEvaluation(Command):
    """Tell what the cycle was worth."""

    kind: Literal["publish_evaluation"] = "publish_evaluation"
    by: ShortText
    report: ShortText
    comparison: Comparison
    overrides: tuple[Override, ...] = ()
    facts: CycleFacts | None = None


class SuspendCycle(Command):
    """Stop the clock of the cycle; the sponsor's to say."""

    kind: Literal["suspend_cycle"] = "suspend_cycle"
    by: ShortText
    reason: StopReason
    text: Sealed | None = None


class ResumeCycle(Command):
    """Go on where the cycle was suspended; the sponsor's to say."""

    kind: Literal["resume_cycle"] = "resume_cycle"
    by: ShortText


class CancelCycle(Command):
    """Give the cycle up; the sponsor's to say."""

    kind: Literal["cancel_cycle"] = "cancel_cycle"
    by: ShortText
    reason: StopReason
    text: Sealed | None = None


CycleCommand = Annotated[
    DraftCycle
    | ApproveCycle
    | RescheduleCycle
    | HandOverCycle
    | OpenRecruitment
    | OpenSelection
    | OpenTraining
    | FreezePool
    | PublishMatches
    | RecordRelationshipsStarted
    | RecordRelationshipAccepted
    | RecordRelationshipEnded
    | StartWindingUp
    | PublishEvaluation
    | SuspendCycle
    | ResumeCycle
    | CancelCycle,
    Field(discriminator="kind"),
]
"""Every command for a cycle, told apart by `kind`."""

Guarded = OpenSelection | OpenTraining | FreezePool | PublishMatches | PublishEvaluation
"""The commands whose `facts` the engine fills in before it decides."""

GUARDED_KINDS: Final = frozenset(
    {"open_selection", "open_training", "freeze_pool", "publish_matches", "publish_evaluation"}
)
"""Their `kind`s."""
