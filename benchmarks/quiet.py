"""The engine's own log is not part of the report."""

import logging

import structlog


def quiet() -> None:
    """Let this process log nothing but what is wrong."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
