"""One model with its rules inside a programme."""

from typing import Annotated, Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from domain.policies import RelationshipPolicies
from domain.programme.catalogue import AnswerKind, Layer
from domain.programme.matching import Matching
from domain.programme.people import Profile
from domain.programme.texts import Flag, Key, Text, Whole
from domain.values import Value
from domain.vocabulary import Model, Role


class AgreementTemplate(Value):
    """The foundation that the members of a relationship sign (seed 002).

    Attributes:
        shared_values: Values offered as a start.
        key_goals: What their goals should say.
        rules_of_engagement: Operating guidelines: what is expected of each.
        signed_by: Whose signatures it takes; empty for every role of the track.
    """

    shared_values: tuple[Text, ...]
    key_goals: tuple[Text, ...]
    rules_of_engagement: tuple[Text, ...]
    signed_by: tuple[Role, ...] = ()


class Question(Value):
    """Something that a check-in asks.

    Attributes:
        id: Its short name.
        ask: The question.
        answer: How it is answered.
        roles: Whom it is put to; empty for everybody.
        required: Whether the check-in is incomplete without an answer.
    """

    id: Key
    ask: Text
    answer: AnswerKind
    roles: tuple[Role, ...] = ()
    required: Flag = True


class CheckIns(Value):
    """The questions of a track (seed 003).

    Attributes:
        pulse: Asked regularly; its first scale question is the pulse.
        review: Guide the talk with the neutral party.
        exit: Asked at the end; the first scale question is the satisfaction.
    """

    pulse: tuple[Question, ...]
    review: tuple[Question, ...] = ()
    exit: tuple[Question, ...]


class LayerGuide(Value):
    """Prompts for one layer of the relationship (seed 002).

    Attributes:
        layer: The layer.
        prompts: What the members talk about in it.
    """

    layer: Layer
    prompts: tuple[Text, ...]


class GroupSize(Value):
    """How many people one group holds, its facilitator included.

    Attributes:
        at_least: The fewest with whom it starts.
        at_most: The most it takes.
    """

    at_least: Annotated[Whole, Field(ge=2, le=100)]
    at_most: Annotated[Whole, Field(ge=2, le=100)]


class PolicyOverrides(RelationshipPolicies):
    """The relationship policies that a track sets otherwise than its programme.

    Only the fields that were set count, and only they are stored: read them through
    `effective_policies`, which fills in the rest from the programme.
    """

    @model_serializer(mode="wrap")
    def _only_what_was_set(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in handler(self).items() if name in self.model_fields_set}


class Track(Value):
    """One model and rule set inside a programme (seed 000: several may run side by side).

    Attributes:
        id: Its short name, as the roster writes it.
        name: What people read.
        model: How mentoring is structured.
        purposes: The purposes it serves, by id.
        rationale: Why this model serves them.
        open_to: Who can take part.
        roles: Which roles it has.
        group_size: How large a group is; None for one-to-one models.
        matching: How matches are found.
        profile: What participants are asked to tell.
        agreement: The template of the agreement.
        check_ins: The questions asked along the way.
        guide: Prompts for the six layers.
        overrides: Policies that differ from the programme's.
    """

    id: Key
    name: Text
    model: Model
    purposes: tuple[Key, ...]
    rationale: Text
    open_to: Text
    roles: tuple[Role, ...]
    group_size: GroupSize | None = None
    matching: Matching
    profile: Profile
    agreement: AgreementTemplate
    check_ins: CheckIns
    guide: tuple[LayerGuide, ...] = ()
    overrides: PolicyOverrides = PolicyOverrides()

    def signatories(self) -> tuple[Role, ...]:
        """Return the roles that sign the agreement."""
        return self.agreement.signed_by or self.roles
