"""Running the matcher for a cycle whose pool is frozen."""

from activities.direct import Direct
from activities.messages import CycleMoment
from activities.pool import match_inputs
from activities.ports import Solver
from activities.records import CycleRecords
from activities.threads import stop_unless_awaited, uninterrupted
from domain.cycle.values import PinnedTrack
from domain.match_run import MatchRunState, match_run_stream
from domain.match_run.commands import RecordProposals, StartMatchRun
from domain.vocabulary import MatchingMode
from eventstore.api import EventStore

SOLVED = (MatchingMode.ALGORITHM, MatchingMode.HYBRID)
"""The modes in which the engine proposes pairs; in the others people do."""


class MatchingActivities:
    """Proposes matches for every track of a cycle; a person approves them."""

    def __init__(self, store: EventStore, solver: Solver) -> None:
        self._store, self._solver = store, solver

    @uninterrupted
    def run_matching(self, moment: CycleMoment) -> None:
        """Freeze the pool of each track and record the proposals; what was recorded before stays.

        An attempt for which nobody waits any more ends before the next track or solution, not before it has
        recorded the one it has: the next attempt need not find it again.
        """
        records = CycleRecords(self._store)
        runs = records.match_runs(moment.cycle)
        for track in records.cycle(moment.cycle).tracks:
            stop_unless_awaited()
            if track.design.matching.mode in SOLVED:
                self._match(
                    records, moment, track, [run for run in runs.values() if run.frozen().track == track.id]
                )

    def _match(
        self, records: CycleRecords, moment: CycleMoment, track: PinnedTrack, runs: list[MatchRunState]
    ) -> None:
        under_way = next((run for run in runs if run.status != "discarded"), None)
        if under_way is None:
            self._start(records, moment, track, number=len(runs) + 1)
        elif under_way.status == "started":
            self._propose(moment, under_way)

    def _start(self, records: CycleRecords, moment: CycleMoment, track: PinnedTrack, number: int) -> None:
        inputs = match_inputs(records, moment.cycle, track, number, moment.now)
        if not inputs.candidates:
            return
        stream = match_run_stream(moment.cycle, track.id, number)
        direct = Direct(self._store, moment.cycle, moment.now)
        direct.send(stream, StartMatchRun(cycle=moment.cycle, number=number, inputs=inputs))
        self._propose(moment, records.match_runs(moment.cycle)[stream])

    def _propose(self, moment: CycleMoment, run: MatchRunState) -> None:
        stop_unless_awaited()
        result = self._solver(run.frozen())
        direct = Direct(self._store, moment.cycle, moment.now)
        direct.send(run.run, RecordProposals(result=result))
