"""Small tracks, pinned, for tests of cycles and applications."""

from domain.cycle.values import PinnedTrack
from domain.policies import RelationshipPolicies
from domain.programme.catalogue import AnswerKind
from domain.programme.matching import Matching, Weights
from domain.programme.people import Profile
from domain.programme.track import AgreementTemplate, CheckIns, Question, Track
from domain.vocabulary import MatchingMode, Model, Role

QUESTION = Question(id="going", ask="How is it going?", answer=AnswerKind.SCALE)


def pinned_track(track_id: str, model: Model, *roles: Role) -> PinnedTrack:
    """Return a track with the least that a track has."""
    return PinnedTrack(
        design=Track(
            id=track_id,
            name=track_id,
            model=model,
            purposes=("onboarding",),
            rationale="New staff need a guide.",
            open_to="everybody",
            roles=roles,
            matching=Matching(mode=MatchingMode.ALGORITHM, weights=Weights(competencies=100)),
            profile=Profile(competencies=("python",)),
            agreement=AgreementTemplate(
                shared_values=("candour",), key_goals=("settle in",), rules_of_engagement=("be on time",)
            ),
            check_ins=CheckIns(pulse=(QUESTION,), exit=(QUESTION,)),
        ),
        policies=RelationshipPolicies(),
        dimensions=dict.fromkeys(roles, ("listening", "time")),
        mandatory_modules=dict.fromkeys(roles, ("briefing",)),
    )


ONE_TO_ONE = pinned_track("one-to-one", Model.EXPERT_NOVICE, Role.MENTOR, Role.MENTEE)
PEERS = pinned_track("peers", Model.PEER, Role.PEER)
