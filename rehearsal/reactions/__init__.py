"""How simulated people react to what happens in their relationship."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from domain.event import Event
from domain.relationship import events as e
from rehearsal.reactions import agreement, ending, meetings, monitoring, offer
from rehearsal.scene import Intention, Scene

_REACT: Final[dict[type[Event], tuple[Callable[[Scene, Any], Iterator[Intention]], ...]]] = {
    e.RelationshipOffered: (offer.answer,),
    e.RelationshipAccepted: (meetings.book_first, ending.leave_the_organisation),
    e.MeetingScheduled: (meetings.report,),
    e.MeetingHeld: (meetings.book_next, agreement.check_fit, meetings.speak_with_neutral_party),
    e.MeetingNotHeld: (meetings.book_next,),
    e.MeetingUnconfirmed: (meetings.book_next,),
    e.NoFaultConclusionOffered: (ending.conclude_without_fault,),
    e.FitChecked: (agreement.make_up_mind,),
    e.FitConfirmed: (agreement.draft,),
    e.AgreementDrafted: (agreement.sign,),
    e.RelationshipActivated: (agreement.set_goals, meetings.book_next, ending.turn),
    e.RelationshipResumed: (meetings.book_next,),
    e.PulseOpened: (monitoring.answer_pulse,),
    e.ReviewFellDue: (monitoring.review,),
    e.WindUpStarted: (ending.look_back,),
    e.ExtensionRequested: (ending.agree_to_extension,),
    e.ClosingStarted: (ending.answer_survey,),
}


def reactions(scene: Scene, event: Event) -> list[Intention]:
    """Return what people intend after an event, given the scene with the event applied."""
    return [intention for react in _REACT.get(type(event), ()) for intention in react(scene, event)]
