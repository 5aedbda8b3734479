"""What becomes final: a relationship for each proposal, and for everybody else what was in the way."""

from collections.abc import Iterable

from domain.ids import stream_name
from domain.match_run.constraint import Constraint, Unmatched
from domain.match_run.events import Match, MatchRunPublished
from domain.match_run.pages import paged_together
from domain.match_run.proposal import Member
from domain.match_run.state import MatchRunState
from domain.match_run.vocabulary import ConstraintCode


def relationship_stream(match_run: str, members: Iterable[Member]) -> str:
    """Name the stream of the relationship that a published match starts; the order of members is free."""
    parts = sorted(f"{member.role}:{member.person}" for member in members)
    return stream_name("relationship", match_run, *parts)


def publication(state: MatchRunState) -> list[MatchRunPublished]:
    """Return the events that make the proposals final."""
    matches = [
        Match(
            relationship=relationship_stream(state.run, each.members),
            members=each.members,
            score=each.score,
            pinned=each.pinned,
        )
        for each in state.proposals
    ]
    pages = paged_together(matches, without_match(state))
    return [
        MatchRunPublished(matches=page, unmatched=unmatched, page=number, pages=len(pages))
        for number, (page, unmatched) in enumerate(pages, start=1)
    ]


def without_match(state: MatchRunState) -> tuple[Unmatched, ...]:
    """Return everybody whom no proposal holds, overrides included, sorted by person and role.

    What the solver found in somebody's way is kept as of its answer; who lost a proposal to an override
    carries the code ``removed``.
    """
    matched = {(member.person, member.role) for each in state.proposals for member in each.members}
    known = {(each.person, each.role): each for each in state.unmatched}
    removed = Constraint(code=ConstraintCode.REMOVED)
    return tuple(
        known.get((each.person, each.role))
        or Unmatched(person=each.person, role=each.role, constraint=removed)
        for each in state.frozen().candidates
        if (each.person, each.role) not in matched
    )
