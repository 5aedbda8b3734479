"""From a programme's design to a cycle that needs it no more."""

from datetime import datetime

from domain.application.values import ApplicationFacts
from domain.cycle.commands import DraftCycle
from domain.cycle.errors import UnknownTrack
from domain.cycle.participation import stays
from domain.cycle.phase import Phase
from domain.cycle.state import CycleState
from domain.cycle.values import PinnedTrack
from domain.person import PersonState
from domain.programme.design import Design, effective_policies
from domain.vocabulary import Role


def draft_cycle(
    design: Design,
    *,
    name: str,
    launch_at: datetime,
    coordinator: str,
    sponsor: str,
    neutral_parties: tuple[str, ...],
) -> DraftCycle:
    """Fill in the command that plans a cycle of a design, with everything pinned that it will need."""
    return DraftCycle(
        programme=design.key,
        programme_version=design.version,
        name=name,
        launch_at=launch_at,
        coordinator=coordinator,
        sponsor=sponsor,
        neutral_parties=neutral_parties,
        purposes=len(design.purposes),
        objectives=len(design.objectives),
        measures=len(design.measures),
        tracks=tuple(_pin(design, track.id) for track in design.tracks),
        policies=design.policies.cycle,
    )


def _pin(design: Design, track_id: str) -> PinnedTrack:
    track = design.track(track_id)
    criteria = {profile.role: profile.selection_criteria for profile in design.roles}
    return PinnedTrack(
        design=track,
        policies=effective_policies(design, track_id).relationship,
        dimensions={role: criteria.get(role, ()) for role in track.roles},
        mandatory_modules={
            role: tuple(one.id for one in design.training if one.mandatory and role in one.roles)
            for role in track.roles
        },
    )


def application_facts(
    cycle: CycleState, role: Role, track_id: str, person: PersonState | None
) -> ApplicationFacts:
    """Return what an application to this cycle needs to know.

    Args:
        cycle: The cycle.
        role: As what somebody applies.
        track_id: In which track.
        person: Who applies; None when nobody knows them.

    Raises:
        UnknownTrack: the cycle has no such track.
    """
    known = {track.id: track for track in cycle.tracks}
    track = known.get(track_id)
    if track is None:
        raise UnknownTrack(track=track_id, known=", ".join(known) or "none")
    return ApplicationFacts(
        recruiting=cycle.phase is Phase.RECRUITING,
        employed=person is not None and stays(cycle, person),
        erased=person is not None and person.erased,
        roles=track.design.roles,
        capacity_at_most=track.design.matching.capacity_at_most(role),
        dimensions=track.dimensions.get(role, ()),
        mandatory_modules=track.mandatory_modules.get(role, ()),
    )
