from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from domain.event import Event
from domain.lesson import LESSON, errors, lesson_stream
from domain.lesson import commands as c
from domain.lesson import events as e
from domain.lesson.values import (
    Context,
    LessonStatus,
    Occasion,
    RejectionReason,
    Theme,
    WithdrawnBecause,
)
from domain.programme.catalogue import LessonChannel
from tests.kit.given_when_then import given
from tests.kit.sealing import sealed

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANA, REVIEWER = "person-ana", "person-reviewer"

CAPTURE = c.CaptureLesson(
    programme="graduates",
    cycle="cycle-1",
    relationship="relationship-1",
    by=ANA,
    occasion=Occasion.CLOSURE,
    context=Context.MEETINGS,
    text=sealed(ANA, "text"),
    consent=True,
)
CAPTURED = e.LessonCaptured(**CAPTURE.content())
PRIVATE = CAPTURED.model_copy(update={"consent": False})
ACCEPT = c.AcceptLesson(by=REVIEWER, themes=(Theme.RHYTHM,), wording=sealed(REVIEWER, "wording"))
ACCEPTED = e.LessonAccepted(**ACCEPT.content())
PUBLISH = c.PublishLesson(by=REVIEWER, audience=("coordinators",), channels=(LessonChannel.WIKI,))
PUBLISHED = e.LessonPublished(**PUBLISH.content())
ADOPT = c.AdoptLesson(by=REVIEWER, programme="graduates", programme_version=2)
WITHDRAW = c.WithdrawLesson(by=ANA, reason=WithdrawnBecause.CONSENT_WITHDRAWN)


def test_a_lesson_is_captured_reviewed_published_and_adopted() -> None:
    """The whole way of a lesson ends in the version of the design that it changed."""
    story = given(LESSON).when(CAPTURE, at=NOW).then(CAPTURED)
    story = story.when(ACCEPT, at=NOW).then(ACCEPTED)
    story = story.when(PUBLISH, at=NOW).then(PUBLISHED)
    assert story.state.status is LessonStatus.PUBLISHED
    story = story.when(ADOPT, at=NOW).then(
        e.LessonAdopted(by=REVIEWER, programme="graduates", programme_version=2)
    )
    assert story.state.status is LessonStatus.ADOPTED
    assert story.state.adopted_in == (("graduates", 2),)


def test_one_identifier_holds_one_lesson() -> None:
    """Capturing again under the same identifier is refused."""
    given(LESSON, CAPTURED).when(CAPTURE, at=NOW).then_refused(errors.LessonAlreadyCaptured)


def test_nothing_happens_to_a_lesson_that_was_never_captured() -> None:
    """Every other command is refused first."""
    given(LESSON).when(ACCEPT, at=NOW).then_refused(errors.NoLesson)


def test_a_lesson_that_nobody_reviewed_is_not_published() -> None:
    """Review comes before publication."""
    given(LESSON, CAPTURED).when(PUBLISH, at=NOW).then_refused(errors.WrongLessonStatus, status="captured")


def test_a_lesson_without_consent_is_not_published() -> None:
    """The refusal says whom to ask, and with their consent the lesson can be told."""
    story = given(LESSON, PRIVATE, ACCEPTED)
    story.when(PUBLISH, at=NOW).then_refused(errors.ConsentMissing, by=ANA)
    agreed = story.when(c.GiveConsent(by=ANA), at=NOW).then(e.ConsentGiven(by=ANA))
    agreed.when(c.GiveConsent(by=ANA), at=NOW).then_nothing()
    agreed.when(PUBLISH, at=NOW).then(PUBLISHED)


def test_nobody_consents_for_somebody_else() -> None:
    """Only who said it can agree that it is shared."""
    given(LESSON, PRIVATE).when(c.GiveConsent(by=REVIEWER), at=NOW).then_refused(errors.NotTheirLesson)


def test_a_rejected_lesson_is_neither_accepted_nor_published() -> None:
    """A rejection carries its reason and ends the matter."""
    reject = c.RejectLesson(by=REVIEWER, reason=RejectionReason.ABOUT_ONE_PERSON)
    story = given(LESSON, CAPTURED).when(reject, at=NOW).then(e.LessonRejected(**reject.content()))
    assert story.state.status is LessonStatus.REJECTED
    story.when(ACCEPT, at=NOW).then_refused(errors.WrongLessonStatus)
    story.when(PUBLISH, at=NOW).then_refused(errors.WrongLessonStatus)


@pytest.mark.parametrize("history", [(CAPTURED,), (CAPTURED, ACCEPTED), (CAPTURED, ACCEPTED, PUBLISHED)])
def test_a_withdrawn_lesson_is_told_no_more(history: tuple[Event, ...]) -> None:
    """From any stage a lesson is taken back, and with it the consent and where it was told."""
    story = given(LESSON, *history).when(WITHDRAW, at=NOW).then(e.LessonWithdrawn(**WITHDRAW.content()))
    assert (story.state.consent, story.state.audience) == (False, ())
    story.when(PUBLISH, at=NOW).then_refused(errors.WrongLessonStatus, status="withdrawn")


def test_the_same_publication_is_recorded_once_and_another_one_again() -> None:
    """Telling the same people in the same place again records nothing."""
    story = given(LESSON, CAPTURED, ACCEPTED, PUBLISHED)
    story.when(PUBLISH, at=NOW).then_nothing()
    wider = PUBLISH.model_copy(update={"audience": ("everybody",)})
    story.when(wider, at=NOW).then_types(e.LessonPublished)


def test_a_lesson_can_change_a_design_without_being_published() -> None:
    """Adoption needs a review, not a publication; a later publication leaves it adopted."""
    story = given(LESSON, CAPTURED, ACCEPTED).when(ADOPT, at=NOW).then_types(e.LessonAdopted)
    story.when(ADOPT, at=NOW).then_nothing()
    told = story.when(PUBLISH, at=NOW).then(PUBLISHED)
    assert told.state.status is LessonStatus.ADOPTED


def test_an_accepted_lesson_has_a_theme() -> None:
    """Lessons are counted by theme, so a review names at least one."""
    with pytest.raises(ValidationError, match="themes"):
        c.AcceptLesson(by=REVIEWER, themes=())


def test_the_same_source_names_the_same_lesson() -> None:
    """A retried capture finds its own stream."""
    assert lesson_stream("relationship-1", "closure", ANA) == lesson_stream("relationship-1", "closure", ANA)
    assert lesson_stream("relationship-1", "closure", ANA) != lesson_stream("relationship-1", "review", ANA)
