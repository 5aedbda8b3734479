"""Pools to match: small ones by hand, random ones for properties, and a large one of realistic shape."""

from itertools import combinations, groupby, permutations, product
from random import Random
from typing import Any

from hypothesis import strategies as st

from domain.application.values import Competency
from domain.match_run.candidate import Candidate
from domain.match_run.inputs import MatchInputs, Pin
from domain.match_run.roles import leads, takes
from domain.match_run.rules import MatchingRules
from domain.programme.catalogue import Objective
from domain.programme.matching import MatchRules, Weights
from domain.programme.track import GroupSize
from domain.vocabulary import Model, Role

RUN = "match_run-00000000-0000-5000-8000-000000000001"
MENTOR, MENTEE, PEER = Role.MENTOR, Role.MENTEE, Role.PEER

EVEN = Weights(
    competencies=40,
    cross_function=10,
    seniority=10,
    location=5,
    time_zone=10,
    languages=10,
    preference=10,
    waiting=5,
)


def skills(**levels: int) -> tuple[Competency, ...]:
    """Return competencies: ``skills(python=3)``."""
    return tuple(Competency(name=name, level=level) for name, level in levels.items())


def mentor(person: str, **facts: Any) -> Candidate:  # noqa: ANN401 - any fact of a candidate
    """Return a mentor."""
    return Candidate(person=person, role=MENTOR, **facts)


def mentee(person: str, **facts: Any) -> Candidate:  # noqa: ANN401 - any fact of a candidate
    """Return a mentee."""
    return Candidate(person=person, role=MENTEE, **facts)


def peer(person: str, **facts: Any) -> Candidate:  # noqa: ANN401 - any fact of a candidate
    """Return a peer."""
    return Candidate(person=person, role=PEER, **facts)


def rules(weights: Weights | None = None, hard: MatchRules | None = None, **facts: Any) -> MatchingRules:  # noqa: ANN401 - any fact of the rules
    """Return matching rules; by default only competencies count."""
    return MatchingRules(weights=weights or Weights(competencies=100), rules=hard or MatchRules(), **facts)


def inputs(*candidates: Candidate, model: Model = Model.EXPERT_NOVICE, **facts: Any) -> MatchInputs:  # noqa: ANN401 - any fact of the inputs
    """Return inputs of a run."""
    return MatchInputs(
        run=RUN, track="one-to-one", model=model, candidates=candidates, **{"rules": rules(), **facts}
    )


PEOPLE = tuple(f"person-{number}" for number in range(8))
NOBODY: tuple[str, ...] = ()
LISTS = (*combinations(PEOPLE, 1), *permutations(PEOPLE[:4], 2))
SKILLS = tuple(
    skills(**dict(zip(names, levels, strict=True)))
    for count in range(3)
    for names in combinations(("python", "sql", "law"), count)
    for levels in product((1, 2, 5), repeat=count)
)

FACTS = st.fixed_dictionaries(
    {
        "capacity": st.sampled_from((1, 1, 1, 2, 0)),
        "trained": st.sampled_from((True, True, True, True, False)),
        "on_leave": st.sampled_from((False, False, False, False, True)),
        "department": st.sampled_from((None, "sales", "works")),
        "location": st.sampled_from((None, "Łódź", "Cork")),
        "utc_offset": st.sampled_from((None, -600, -60, 0, 60, 720)),
        "languages": st.sampled_from((NOBODY, ("en",), ("en", "pl"), ("ga",))),
        "level": st.sampled_from((None, 1, 2, 3, 4, 5, 6)),
        "managers": st.sampled_from((NOBODY,) * 20 + LISTS),
        "offers": st.sampled_from(SKILLS),
        "seeks": st.sampled_from(SKILLS),
        "prefers": st.sampled_from((NOBODY,) * 10 + LISTS),
        "avoids": st.sampled_from((NOBODY,) * 40 + LISTS),
        "failed_with": st.sampled_from((NOBODY,) * 40 + LISTS),
        "paired_with": st.sampled_from((NOBODY,) * 40 + LISTS),
        "waiting_days": st.sampled_from((0, 0, 20, 400)),
        "rematch": st.sampled_from((False, False, True)),
    }
)
"""What a candidate can be like; anything may be unknown."""


@st.composite
def some_rules(draw: st.DrawFn, group_size: GroupSize | None = None) -> MatchingRules:
    """Draw the rules of a track."""
    gaps = sorted(draw(st.tuples(st.integers(-2, 3), st.integers(-2, 3))))
    least, most = draw(st.sampled_from(((None, None), (gaps[0], None), (None, gaps[1]), tuple(gaps))))
    return MatchingRules(
        weights=draw(
            st.sampled_from((EVEN, Weights(competencies=100), Weights(same_function=60, waiting=40)))
        ),
        rules=MatchRules(
            reporting_line_levels=draw(st.integers(0, 2)),
            same_line_manager_allowed=draw(st.booleans()),
            seniority_gap_at_least=least,
            seniority_gap_at_most=most,
            common_language=draw(st.booleans()),
        ),
        objective=draw(st.sampled_from(Objective)),
        minimum_score=draw(st.sampled_from((0, 0, 45, 60))),
        group_size=group_size,
    )


@st.composite
def pools(draw: st.DrawFn, *roles: Role, model: Model = Model.EXPERT_NOVICE) -> MatchInputs:
    """Draw a pool with one candidate for each given role; somebody may have two roles."""
    people: list[str] = []
    for _role, alike in groupby(roles):
        people += draw(st.permutations(PEOPLE))[: len(list(alike))]
    size = GroupSize(at_least=3, at_most=4) if model not in (Model.EXPERT_NOVICE, Model.PEER) else None
    return MatchInputs(
        run=RUN,
        track="track",
        model=model,
        candidates=tuple(
            Candidate(person=who, role=role, **draw(FACTS)) for who, role in zip(people, roles, strict=True)
        ),
        rules=draw(some_rules(size)),
        seed=draw(st.integers(0, 3)),
        pins=draw(_pins(people, roles, model)),
    )


def _pins(people: list[str], roles: tuple[Role, ...], model: Model) -> st.SearchStrategy[tuple[Pin, ...]]:
    leading = [who for who, role in zip(people, roles, strict=True) if leads(role, model)]
    taking = [who for who, role in zip(people, roles, strict=True) if takes(role)]
    one = st.builds(Pin, leader=st.sampled_from(leading), member=st.sampled_from(taking))
    return st.one_of(st.just(()), st.lists(one, max_size=2).map(tuple))


def large_pool(mentees: int, mentors: int, seed: int = 1) -> MatchInputs:
    """Return a pool of the shape of a graduate programme: three wishes each, mixed places and levels."""
    dice = Random(seed)
    people = [f"person-{number:05}" for number in range(mentees + mentors)]
    wishes = [f"competency-{number:02}" for number in range(14)]

    def one(number: int) -> Candidate:
        leads = number >= mentees
        listed = {name: dice.randint(1, 5) for name in dice.sample(wishes, 3)}
        return Candidate(
            person=people[number],
            role=MENTOR if leads else MENTEE,
            capacity=dice.choice((1, 1, 2)) if leads else 1,
            trained=dice.random() > 0.05,
            on_leave=dice.random() < 0.03,
            department=dice.choice("abcdef"),
            location=dice.choice("xyz"),
            utc_offset=dice.choice((0, 60, 60, 120)),
            languages=tuple(dice.sample(("en", "de", "fr"), 2)),
            level=dice.randint(4, 7) if leads else dice.randint(1, 3),
            managers=tuple(dice.sample(people, 2)),
            offers=skills(**listed) if leads else (),
            seeks=() if leads else skills(**listed),
            waiting_days=dice.choice((0, 0, 30, 200)),
        )

    hard = MatchRules(seniority_gap_at_least=2, seniority_gap_at_most=5)
    return inputs(*(one(number) for number in range(mentees + mentors)), rules=rules(EVEN, hard))
