"""``mentoring up``, ``worker run``, ``projector run``: the engine's processes."""

import typer

from cli.output import say

worker = typer.Typer(no_args_is_help=True, help="The process that runs workflows and their activities.")
projector = typer.Typer(no_args_is_help=True, help="The process that keeps the read models current.")


def up() -> None:
    """Start what is not configured otherwise, and run worker and projector until Ctrl-C.

    Without DATABASE_URL the embedded PostgreSQL starts, without TEMPORAL_ADDRESS the embedded Temporal
    server; both keep everything under the home folder (.mentoring, or MENTORING_HOME).
    """
    from bootstrap.container import Container
    from bootstrap.logging import configure
    from bootstrap.running import running
    from bootstrap.told import Told

    container = Container()
    configure(container.settings.log_level, container.settings.log_format)
    with running(container) as engine, Told() as told:
        ours = container.settings.database_url is None
        say(f"PostgreSQL        {container.database_url if ours else 'as configured'}")
        say(f"Temporal Web UI   {engine.ui_url or 'as configured'}")
        say(f"logs              {container.settings.home / 'logs'}")
        say("Ctrl-C stops everything; what it holds stays.")
        told.wait()


@worker.command("run", epilog="Example: DATABASE_URL=… TEMPORAL_ADDRESS=… mentoring worker run")
def run_worker() -> None:
    """Run a worker until SIGTERM.

    Any number of them may run beside each other.
    """
    from bootstrap.work import main

    main()


@projector.command("run", epilog="Example: DATABASE_URL=… mentoring projector run")
def run_projector() -> None:
    """Run a projector until SIGTERM.

    A second one waits, and takes over when the first is gone.
    """
    from bootstrap.project import main

    main()
