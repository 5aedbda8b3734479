"""Questions about people whom a run did not put together."""

from collections.abc import Sequence

from domain.match_run.errors import NotInThePool
from domain.match_run.inputs import MatchInputs, Pin
from domain.match_run.proposal import Assessment, WhyNot
from domain.vocabulary import Role
from matching.columns import Side
from matching.exclusions import BETWEEN_FELLOWS, exclusions, rules_in
from matching.explain import proposal
from matching.partners import Partners
from matching.scoring import Pool, score
from matching.solver import run


def assess(inputs: MatchInputs, leader: str, members: Sequence[str]) -> Assessment:
    """See `matching.assess`."""
    pool = score(inputs)
    head = _position(pool.leaders, leader, Role.MENTOR)
    seekers = [_position(pool.seekers, each, Role.MENTEE) for each in members]
    partners = Partners.among([(each, head) for each in seekers], peers=pool.peers)
    return Assessment(
        proposal=proposal(pool, head, seekers, partners), exclusions=rules_in(_against(pool, head, seekers))
    )


def why_not(inputs: MatchInputs, leader: str, member: str) -> WhyNot:
    """See `matching.why_not`."""
    found = assess(inputs, leader, [member])
    answer = WhyNot(exclusions=found.exclusions, score=found.proposal.score)
    if found.exclusions:
        return answer
    pin = Pin(leader=leader, member=member)
    best, pinned = run(inputs), run(inputs.model_copy(update={"pins": (*inputs.pins, pin)}))
    if any(unmet.pin == pin for unmet in pinned.report.unmet_pins):
        return answer
    return answer.model_copy(
        update={
            "matched_lost": best.report.matched - pinned.report.matched,
            "score_lost": best.report.total - pinned.report.total,
        }
    )


def _against(pool: Pool, head: int, seekers: list[int]) -> int:
    """Collect the rules between the leader and each member, and those between the members."""
    bits = 0
    for at in seekers:
        bits |= int(pool.excluded[at, head])
        fellows = exclusions(pool.seekers, at, pool.seekers, pool.inputs.rules.rules)
        for other in seekers:
            bits |= int(fellows[other]) & BETWEEN_FELLOWS if other != at else 0
    return bits


def _position(side: Side, person: str, role: Role) -> int:
    if person not in side.positions:
        raise NotInThePool(person=person, role=side.people[0].role if side.people else role)
    return side.positions[person][0]
