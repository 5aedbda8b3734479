"""What the log knows and a guard needs; filled in by the engine, never by a client."""

from domain.cycle.values import Count
from domain.values import Value


class TrackFacts(Value):
    """The people of one track.

    Attributes:
        track: The track.
        applications: Applications that were not withdrawn.
        mentor_places: The places with those who would lead, as matching counts them, who applied, were not
            declined and are able to take part: neither about to leave nor erased.
        mentees: Its mentees who applied, were not declined and are able to take part.
        ready: Those who are selected, have all mandatory training and are able to take part.
    """

    track: str
    applications: Count
    mentor_places: Count
    mentees: Count
    ready: Count


class MatchRunFacts(Value):
    """A match run of the cycle that was not discarded.

    Attributes:
        match_run: The stream of the run.
        track: Its track.
        approved_by: The person who approved it; None while nobody has, or when it was no person.
        relationships: How many relationships it would start.
        unmatched: How many people it leaves without one.
    """

    match_run: str
    track: str
    approved_by: str | None
    relationships: Count
    unmatched: Count


class CycleFacts(Value):
    """Everything that the guards of a cycle look at, counted at one moment.

    Attributes:
        position: The last position of the log that was counted.
        tracks: See `TrackFacts`; one for each track with applications.
        undecided: Applications that are neither selected, declined nor withdrawn.
        untrained: Selected applications (``application-<uuid>``) of those able to take part that miss a
            mandatory module.
        match_runs: See `MatchRunFacts`.
        lessons: Lessons captured in this cycle.
        measures: Measures of the design that can be computed.
    """

    position: Count
    tracks: tuple[TrackFacts, ...]
    undecided: Count
    untrained: tuple[str, ...]
    match_runs: tuple[MatchRunFacts, ...]
    lessons: Count
    measures: Count
