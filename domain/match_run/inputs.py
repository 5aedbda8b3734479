"""The frozen inputs of a match run: the same inputs give the same matches, today and at the audit."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from domain.match_run.candidate import Candidate
from domain.match_run.roles import leads, roles_of, takes
from domain.match_run.rules import MatchingRules
from domain.programme.models import GROUP_MODELS
from domain.values import Value
from domain.vocabulary import Model, Role


def _canonical(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda each: (each.person, each.role)))


class Pin(Value):
    """Two people whom the coordinator wants together; outranks every score, but no hard rule.

    Attributes:
        leader: The mentor or facilitator; for peers, one of the two.
        member: The mentee; for peers, the other one.
    """

    leader: str
    member: str


def _sorted_pins(pins: tuple[Pin, ...]) -> tuple[Pin, ...]:
    return tuple(sorted(set(pins), key=lambda pin: (pin.leader, pin.member)))


class MatchInputs(Value):
    """Everything that decides a match run, in canonical order whatever order it came in.

    Attributes:
        run: Stream of the match run (`match_run_stream`); part of the tie-break.
        track: Code of the track inside the programme.
        model: How the track structures mentoring.
        candidates: The pool, sorted by person and role.
        rules: The rules of the track.
        rules_version: Version of the programme design that the rules come from.
        seed: Changes nothing but how ties are broken.
        pins: Pairs that the coordinator has settled beforehand.
    """

    run: str
    track: str
    model: Model
    candidates: Annotated[tuple[Candidate, ...], AfterValidator(_canonical)]
    rules: MatchingRules
    rules_version: int = Field(default=1, ge=1)
    seed: int = Field(default=0, ge=0, lt=2**53)
    pins: Annotated[tuple[Pin, ...], AfterValidator(_sorted_pins)] = ()

    @model_validator(mode="after")
    def _roles_of_the_model(self) -> Self:
        allowed = roles_of(self.model)
        for each in self.candidates:
            if each.role not in allowed:
                message = f"{each.person} is a {each.role}; the {self.model} model has no such role"
                raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _size_of_groups(self) -> Self:
        if (self.model in GROUP_MODELS) is (self.rules.group_size is None):
            message = (
                f"the {self.model} model and the group size do not go together; set it for group models only"
            )
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _nobody_twice(self) -> Self:
        seen: set[tuple[str, Role]] = set()
        for each in self.candidates:
            if (each.person, each.role) in seen:
                message = f"{each.person} is in the pool twice as {each.role}; keep one entry"
                raise ValueError(message)
            seen.add((each.person, each.role))
        return self

    @model_validator(mode="after")
    def _pins_in_the_pool(self) -> Self:
        leading = {each.person for each in self.candidates if leads(each.role, self.model)}
        taking = {each.person for each in self.candidates if takes(each.role)}
        for pin in self.pins:
            if pin.leader not in leading or pin.member not in taking:
                message = (
                    f"the pin of {pin.member} to {pin.leader} names somebody without that role in the pool"
                )
                raise ValueError(message)
        return self

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON of all inputs, in hexadecimal."""
        return digest([self])


def digest(values: Iterable[BaseModel]) -> str:
    """Return the SHA-256, in hexadecimal, of the canonical JSON of a list of values.

    Keys are ASCII and numbers are integers, so sorted keys without white space are RFC 8785.
    """
    plain = [value.model_dump(mode="json") for value in values]
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
