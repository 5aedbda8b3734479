"""Following the log: whatever happens, the people concerned form their intentions."""

import asyncio
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Final

from domain.catalogue import REGISTRY
from domain.cycle.events import CycleClosed, MatchesPublished
from domain.envelope import RecordedEvent
from domain.ids import category_of
from domain.lesson.events import LessonCaptured
from domain.relationship import RELATIONSHIP
from eventstore.api import EventStore
from eventstore.codec import decode
from rehearsal.librarian import discuss
from rehearsal.reactions import reactions
from rehearsal.scene import Intention, Scene
from rehearsal.stage import Stage

PAGE: Final = 500
PATIENCE: Final = timedelta(seconds=1)


class Audience:
    """Sees every event once, in order, and puts on the agenda what people will do about it.

    Args:
        stage: Where.
        store: The log.
        after: The position to begin after.
    """

    def __init__(self, stage: Stage, store: EventStore, after: int = 0) -> None:
        self._stage, self._store, self._position = stage, store, after
        self._scenes: dict[str, Scene] = {}
        self.started = self.closed = 0
        self.events: Counter[str] = Counter()
        self.launched, self.over = asyncio.Event(), asyncio.Event()

    async def follow(self) -> None:
        """Follow the log for ever."""
        while True:
            page = await asyncio.to_thread(self._next_page)
            for recorded in page:
                self._see(recorded)

    def _next_page(self) -> list[RecordedEvent]:
        self._store.wait(self._position, PATIENCE)
        return self._store.read(after=self._position, limit=PAGE)

    def _see(self, recorded: RecordedEvent) -> None:
        self._position = recorded.position
        self.events[recorded.type] += 1
        if recorded.type == CycleClosed.type:
            self.over.set()
        elif recorded.type == MatchesPublished.type:
            self.launched.set()
        elif recorded.type == LessonCaptured.type:
            self._intend(discuss(self._stage.dice, recorded))
        elif category_of(recorded.stream) == RELATIONSHIP.category:
            self._intend(self._react(recorded))

    def _react(self, recorded: RecordedEvent) -> list[Intention]:
        dice = self._stage.dice
        if (scene := self._scenes.get(recorded.stream)) is None:
            self.started += 1
            fate = dice.fate(recorded.stream)
            scene = Scene(recorded.stream, RELATIONSHIP.initial(), dice, fate, self._stage.now)
            self._scenes[recorded.stream] = scene
        event = decode(recorded, REGISTRY)
        scene.state = RELATIONSHIP.evolve(scene.state, event)
        if RELATIONSHIP.is_over(scene.state):
            self.closed += 1
        return reactions(scene, event)

    def _intend(self, intentions: list[Intention]) -> None:
        for intention in intentions:
            self._stage.agenda.add(intention.at, partial(self._stage.company.act, intention))
