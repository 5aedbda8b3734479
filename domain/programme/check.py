"""All rules across the fields of a design."""

from itertools import chain

from domain.programme.design import Design
from domain.programme.models import model_advice
from domain.programme.people_rules import people_advice, people_problems
from domain.programme.policy_rules import policy_advice, policy_problems
from domain.programme.problems import Problem
from domain.programme.purpose_rules import purpose_advice, purpose_problems
from domain.programme.references import reference_problems
from domain.programme.track_rules import track_advice, track_problems


def check(design: Design) -> tuple[Problem, ...]:
    """Return everything that is wrong with a design, errors first and then advice; empty for a good one."""
    return tuple(
        chain(
            reference_problems(design),
            purpose_problems(design),
            people_problems(design),
            track_problems(design),
            policy_problems(design),
            purpose_advice(design),
            model_advice(design),
            people_advice(design),
            track_advice(design),
            policy_advice(design),
        )
    )
