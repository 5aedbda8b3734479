"""A match run that left one of three mentees without a match."""

from typing import Final

from domain.envelope import Actor
from domain.match_run import MATCH_RUN, MatchRunCommand, MatchRunState
from domain.match_run.commands import RecordProposals, StartMatchRun
from matching import solve
from tests.kit.given_when_then import Given, given
from tests.kit.history import NOW
from tests.kit.pools import inputs, mentee, mentor

COORDINATOR: Final = Actor(type="coordinator", id="person-coordinator")


def proposed() -> Given[MatchRunState, MatchRunCommand]:
    """Return its story up to the solver's answer."""
    pool = inputs(mentor("m-1"), mentor("m-2"), mentee("e-1"), mentee("e-2"), mentee("e-3"))
    started = given(MATCH_RUN).when(StartMatchRun(cycle="cycle-1", number=1, inputs=pool), at=NOW)
    return started.after().when(RecordProposals(result=solve(pool)), at=NOW).after()
