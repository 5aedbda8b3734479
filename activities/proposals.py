"""From a published match to the proposal of a relationship, if it is still possible."""

from datetime import datetime

from temporalio import activity

from activities.records import CycleRecords
from domain.application import application_stream
from domain.cycle import CycleState
from domain.cycle.participation import takes_part
from domain.cycle.values import PublishedRun
from domain.errors import Refused
from domain.match_run.events import Match
from domain.relationship import RELATIONSHIP, Status
from domain.relationship.agreement import AgreementParty, AgreementTemplate
from domain.relationship.commands import ProposeRelationship


def proposal_of(match: Match, run: PublishedRun, cycle: CycleState, stream: str) -> ProposeRelationship:
    """Return the proposal of a match, offered at once.

    Args:
        match: Who.
        run: The match run that found them.
        cycle: Its cycle.
        stream: The stream of that cycle.
    """
    track = cycle.track(run.track)
    agreement = track.design.agreement
    return ProposeRelationship(
        relationship=match.relationship,
        programme=cycle.programme,
        cycle=stream,
        track=track.id,
        model=track.design.model,
        programme_version=cycle.programme_version,
        members=tuple(AgreementParty(person=member.person, role=member.role) for member in match.members),
        match_run=run.match_run,
        score=match.score,
        policies=track.policies,
        template=AgreementTemplate(
            shared_values=agreement.shared_values,
            key_goals=agreement.key_goals,
            rules_of_engagement=agreement.rules_of_engagement,
            signed_by=agreement.signed_by,
        ),
        coordinator=cycle.coordinator,
        neutral_parties=cycle.neutral_parties,
        ends_by=cycle.plan.ends_at,
        offer=True,
    )


def is_possible(
    proposal: ProposeRelationship, cycle: CycleState, records: CycleRecords, now: datetime
) -> bool:
    """Tell whether a proposal was made already, or can be.

    It can while nobody withdrew, everybody still takes part, and no rule says no. Between the freeze of the
    pool and the launch somebody may have given notice, or been erased, or a late launch may have moved the
    end beyond somebody's last day.
    """
    before = records.relationship(proposal.relationship)
    if before.status is not Status.NEW:
        return True
    for member in proposal.members:
        stream = application_stream(proposal.cycle, member.person, member.role, proposal.track)
        if proposal.relationship not in records.application(stream).relationships:
            return False
    people = records.people(member.person for member in proposal.members)
    if not all(takes_part(cycle, people.get(member.person)) for member in proposal.members):
        activity.logger.warning("match whose member has gone", extra={"stream": proposal.relationship})
        return False
    try:
        RELATIONSHIP.decide(before, proposal, now)
    except Refused as refusal:
        activity.logger.warning(
            "match cannot be offered", extra={"stream": proposal.relationship, "refusal": refusal.code}
        )
        return False
    return True
