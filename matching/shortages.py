"""Which competencies more people seek than can be placed with somebody who offers them."""

from domain.match_run.candidate import Candidate
from domain.match_run.report import Shortage
from matching.scoring import Pool


def shortages(pool: Pool) -> tuple[Shortage, ...]:
    """Return the scarce competencies, the one with most people left over first."""
    names = sorted({item.name for each in pool.seekers.people for item in each.seeks})
    found = [_shortage(pool, name) for name in names]
    scarce = [each for each in found if each.sought_by > each.places]
    return tuple(sorted(scarce, key=lambda each: (each.places - each.sought_by, each.competency)))


def scarcest(candidate: Candidate, found: tuple[Shortage, ...]) -> str | None:
    """Return what this person seeks and is scarcest, or None."""
    sought = {item.name for item in candidate.seeks}
    return next((each.competency for each in found if each.competency in sought), None)


def _shortage(pool: Pool, name: str) -> Shortage:
    return Shortage(
        competency=name,
        sought_by=sum(any(item.name == name for item in each.seeks) for each in pool.seekers.people),
        places=sum(
            int(places)
            for each, places in zip(pool.leaders.people, pool.leader_places, strict=True)
            if each.trained and not each.on_leave and any(item.name == name for item in each.offers)
        ),
    )
