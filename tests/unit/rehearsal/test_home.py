from datetime import UTC, datetime
from pathlib import Path

from bootstrap.container import Container
from bootstrap.settings import Settings
from domain.clock import Clock
from rehearsal.home import start_clock


def test_a_process_hears_of_a_clock_that_starts_later(tmp_path: Path) -> None:
    """A process that is there before the rehearsal's clock starts lives by it afterwards."""
    worker = Container(Settings(home=tmp_path))
    assert worker.clock == Clock.real()
    clock = Clock(epoch=datetime(2027, 1, 1, 8, tzinfo=UTC), real_epoch=datetime.now(UTC), speed=2 * 86_400)
    start_clock(Container(Settings(home=tmp_path)), clock)
    assert worker.clock == clock
    assert worker.now().year == 2027
