"""What is refused for a cycle, and the way out."""

from domain.errors import Refused


class NoCycle(Refused):
    """There is no such cycle. Draft it first."""


class CycleAlreadyDrafted(Refused):
    """The cycle {name} is drafted already. Reschedule it, hand it over, or draft one with another name."""


class NoTracks(Refused):
    """A cycle without a track has nothing to offer. Give the design a track, and draft the cycle from it."""


class LaunchTooSoon(Refused):
    """A launch at {launch_at} leaves no time for what comes before it. The earliest is {earliest}."""


class LaunchOutOfReach(Refused):
    """A launch at {launch_at} is more than ten years away. Name a day that is nearer."""


class NotTheSponsor(Refused):
    """Only the sponsor, {sponsor}, can do this. Ask them, or have them name another sponsor first."""


class NotInCharge(Refused):
    """Only the coordinator, {coordinator}, and the sponsor, {sponsor}, can do this. Ask one of them."""


class WrongPhase(Refused):
    """A cycle that is {phase} cannot {wish}. This is possible while it is: {possible}."""


class PurposeUnproven(Refused):
    """The design states {purposes} purposes, {objectives} objectives and {measures} measures.

    A cycle needs at least one of each, the measures with baseline and target (seeds 003 and 004).
    Complete the design, then draft the cycle anew.
    """


class StakeholdersNotTold(Refused):
    """No stakeholders were told what this cycle is for. Tell at least one audience, then approve."""


class TooFewMentors(Refused):
    """Track {track} has {places} places with those who lead for {mentees} mentees.

    Recruit more of them, use a group model, or override the guard mentor_capacity with a reason.
    """


class NobodyApplied(Refused):
    """Nobody has applied. Keep recruiting, or let the sponsor cancel the cycle."""


class ApplicationsUndecided(Refused):
    """{count} applications are undecided. Select or decline each of them, with a reason."""


class TrainingMissing(Refused):
    """{count} selected people miss mandatory training: {applications}.

    Record or waive it, or freeze the pool with `exclude_untrained`, which leaves them out.
    """


class PoolEmpty(Refused):
    """Nobody is ready to be matched. Finish the training of those selected first."""


class MatchRunUnknown(Refused):
    """{match_run} is no match run of this cycle that can be published. Those that can: {known}."""


class MatchRunNotApproved(Refused):
    """No person has approved {match_run} yet. Matches are published only after somebody looked at them."""


class TrackMatchedTwice(Refused):
    """Track {track} would be published from more than one match run. Choose one of them."""


class TrackUnmatched(Refused):
    """Track {track} has {ready} people ready to be matched and no match run among those given. Add one."""


class NothingToPublish(Refused):
    """The match runs hold no relationship at all. Run matching with other rules, or cancel the cycle."""


class PageOutOfOrder(Refused):
    """Page {page} of started relationships comes too early: {expected} is next. Record the pages in order."""


class LessonsMissing(Refused):
    """No lesson was captured in this cycle.

    Hold a workshop and capture at least one, or override the guard lessons_captured with a reason.
    """


class MeasuresMissing(Refused):
    """{computed} of {planned} measures can be computed.

    Supply what they need, or override the guard measures_computed with a reason.
    """


class UnknownTrack(Refused):
    """The cycle has no track {track}. It has {known}."""
