"""The projector process: keeps the read models current, until it is told to stop."""

import signal
from threading import Event

from bootstrap.container import Container
from bootstrap.logging import configure
from projections.read_models import told_to_park
from projections.runner import Runner


def main() -> None:
    """Run the projector process with the settings of the environment, until SIGTERM or SIGINT."""
    container = Container()
    configure(container.settings.log_level, container.settings.log_format)
    stop = Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stop.set())
    projections = told_to_park(container.settings.parking)
    Runner(container.database_url, projections, store=container.store).run(stop)


if __name__ == "__main__":
    main()
