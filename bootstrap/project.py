"""The projector process: keeps the read models current, until it is told to stop."""

from contextlib import closing

from bootstrap.container import Container
from bootstrap.logging import configure
from bootstrap.told import Told
from eventstore.translation import translated
from projections.read_models import told_to_park
from projections.runner import Runner


def main() -> None:
    """Run the projector process with the settings of the environment, until SIGTERM or SIGINT."""
    with closing(Container()) as container:
        configure(container.settings.log_level, container.settings.log_format)
        projections = told_to_park(container.settings.parking)
        runner = Runner(container.database_url, projections, store=container.store)
        with Told() as told, translated():
            runner.run(told)


if __name__ == "__main__":
    main()
