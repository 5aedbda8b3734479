"""Every role is described, every mentor trained (seed 004)."""

from collections.abc import Iterator

from domain.programme.catalogue import CelebrationKind, CoreSkill
from domain.programme.design import Design
from domain.programme.problems import Problem
from domain.vocabulary import LEADING, Role


def people_problems(design: Design) -> Iterator[Problem]:
    """Yield roles without profile or training, and ways of learning that are missing."""
    wanted = {role: i for i, track in reversed(list(enumerate(design.tracks))) for role in track.roles}
    described = [profile.role for profile in design.roles]
    for role, track in wanted.items():
        if role not in described:
            yield Problem(
                where=("tracks", track, "roles"),
                what=f"has the role {role}, which no role profile describes",
                way_out=f"add a profile with `role: {role}` under `roles`",
            )
        if role in LEADING:
            yield from _core_skills(design, role)
    for i, role in enumerate(described):
        if role in described[:i]:
            yield Problem(
                where=("roles", i, "role"),
                what=f"describes the role {role} a second time",
                way_out="keep one profile for each role",
            )
    for name in ("channels", "audience", "asked_at"):
        if not getattr(design.lessons, name):
            yield Problem(
                where=("lessons", name),
                what="is empty",
                way_out="say where lessons learned are captured and who should learn from them",
            )


def _core_skills(design: Design, role: Role) -> Iterator[Problem]:
    modules = [module for module in design.training if module.mandatory and role in module.roles]
    if not modules:
        yield Problem(
            where=("training",),
            what=f"has no mandatory module for the role {role}",
            way_out=f"add a module with `mandatory: true` and {role} among its roles",
        )
        return
    trained = {skill for module in modules for skill in module.skills}
    if missing := [skill for skill in CoreSkill if skill not in trained]:
        yield Problem(
            where=("training",),
            what=f"leaves out core skills of the role {role}: {', '.join(missing)}",
            way_out=f"add them to the skills of a mandatory module for {role}",
        )


def people_advice(design: Design) -> Iterator[Problem]:
    """Yield what experience advises about preparation and recognition."""
    briefed = {role for module in design.training if module.mandatory for role in module.roles}
    for role in sorted({role for track in design.tracks for role in track.roles} - briefed - LEADING):
        yield Problem(
            where=("training",),
            what=f"prepares the role {role} by nothing mandatory",
            way_out=f"add a short mandatory briefing for {role}",
            severity="advice",
        )
    kinds = {celebration.kind for celebration in design.celebrations}
    if not kinds:
        yield Problem(
            where=("celebrations",),
            what="is empty: nobody is praised",
            way_out=f"plan a celebration: {', '.join(CelebrationKind)}",
            severity="advice",
        )
    if design.neutral_party in (design.coordinator, design.sponsor):
        yield Problem(
            where=("neutral_party",),
            what="is the coordinator or sponsor, whom a participant may not want to confide in",
            way_out="name another function, such as learning and development",
            severity="advice",
        )
