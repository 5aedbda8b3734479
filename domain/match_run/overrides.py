"""A coordinator's changes to the proposals, and the limits they keep."""

from collections import Counter
from collections.abc import Iterable

from domain.match_run.commands import OverrideProposals
from domain.match_run.errors import NoPlaceLeft, NotInThePool, PairExcluded, ProposalNotFound
from domain.match_run.events import ProposalsOverridden
from domain.match_run.proposal import Proposal
from domain.match_run.roles import places
from domain.match_run.state import MatchRunState
from domain.vocabulary import LEADING


def override(state: MatchRunState, command: OverrideProposals) -> ProposalsOverridden:
    """Return the event of an override, with the total score that it costs.

    Raises:
        ProposalNotFound: one to take back is not there.
        PairExcluded: a hard rule forbids one to put in.
        NotInThePool: somebody in one to put in is not a candidate.
        NoPlaceLeft: somebody would get more partners than they have places.
    """
    by_people = {each.people: each for each in state.proposals}
    for people in command.remove:
        if people not in by_people:
            raise ProposalNotFound(people=" and ".join(people))
    for each in command.add:
        if each.exclusions:
            raise PairExcluded(
                people=" and ".join(each.proposal.people), exclusions=", ".join(each.exclusions)
            )
    removed = tuple(by_people[people] for people in dict.fromkeys(command.remove))
    added = tuple(each.proposal.model_copy(update={"pinned": True}) for each in command.add)
    kept = [each for each in state.proposals if each not in removed]
    check_places(state, [*kept, *added])
    return ProposalsOverridden(
        by=command.by,
        removed=removed,
        added=added,
        score_lost=sum(each.score for each in removed) - sum(each.score for each in added),
        reason_class=command.reason_class,
        reason=command.reason,
    )


def check_places(state: MatchRunState, proposals: Iterable[Proposal]) -> None:
    """Make sure that everybody proposed is in the pool and has a place for each of their partners.

    Raises:
        NotInThePool: somebody is not a candidate in that role.
        NoPlaceLeft: somebody would get more partners than they have places.
    """
    inputs = state.frozen()
    pool = {(each.person, each.role): places(each, inputs.model, inputs.rules) for each in inputs.candidates}
    given = Counter(
        (member.person, member.role)
        for proposal in proposals
        for member in proposal.members
        for _partner in range(len(proposal.members) - 1 if member.role in LEADING else 1)
    )
    for (person, role), count in sorted(given.items()):
        if (person, role) not in pool:
            raise NotInThePool(person=person, role=role)
        if count > pool[person, role]:
            raise NoPlaceLeft(person=person, places=pool[person, role], role=role, given=count)
