from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.lesson import LESSON, LessonCommand
from domain.lesson import commands as c
from domain.lesson import events as e
from domain.lesson.values import Context, Occasion, RejectionReason, Theme, WithdrawnBecause
from domain.programme.catalogue import LessonChannel
from tests.kit.laws import Life
from tests.kit.sealing import sealed

WHO = st.sampled_from(["person-a", "person-b"])
SEALED = st.just(sealed())

CAPTURE = st.builds(
    c.CaptureLesson,
    programme=st.just("graduates"),
    cycle=st.just("cycle-1"),
    by=WHO,
    occasion=st.sampled_from(Occasion),
    context=st.sampled_from(Context),
    text=SEALED,
    consent=st.booleans(),
)
COMMANDS: st.SearchStrategy[LessonCommand] = st.one_of(
    CAPTURE,
    st.builds(c.GiveConsent, by=WHO),
    st.builds(
        c.AcceptLesson,
        by=WHO,
        themes=st.lists(st.sampled_from(Theme), min_size=1, max_size=3).map(tuple),
        wording=st.none() | SEALED,
    ),
    st.builds(c.RejectLesson, by=WHO, reason=st.sampled_from(RejectionReason)),
    st.builds(
        c.PublishLesson,
        by=WHO,
        audience=st.sampled_from([("coordinators",), ("everybody",)]),
        channels=st.lists(st.sampled_from(LessonChannel), min_size=1, max_size=2).map(tuple),
    ),
    st.builds(c.AdoptLesson, by=WHO, programme=st.just("graduates"), programme_version=st.integers(1, 3)),
    st.builds(c.WithdrawLesson, by=WHO, reason=st.sampled_from(WithdrawnBecause)),
)


@given(CAPTURE, st.lists(COMMANDS, max_size=20))
def test_only_reviewed_lessons_with_consent_are_published(
    capture: LessonCommand, commands: list[LessonCommand]
) -> None:
    """Any commands leave a replayable history in which every publication follows a review and a consent."""
    life = Life(LESSON, datetime(2026, 3, 1, tzinfo=UTC))
    life.check()
    for command in (capture, *commands):
        consented = life.state.consent
        for event in life.ask(command):
            if isinstance(event, e.LessonPublished):
                assert consented
                assert any(isinstance(earlier, e.LessonAccepted) for earlier in life.history)
                assert not any(isinstance(earlier, e.LessonWithdrawn) for earlier in life.history)
