"""One stream of log lines: ours, Temporal's and the database driver's, each with the same keys.

A line about a command carries ``stream`` (the one identifier, also the workflow's), ``correlation_id``,
``actor``, ``command`` and ``duration_ms``; a line from a workflow or activity gets ``stream`` by itself.
"""

import logging
import sys
from typing import Final, Literal, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger
from temporalio import activity, workflow
from temporalio.runtime import LogForwardingConfig, LoggingConfig, TelemetryFilter

from bootstrap.discretion import discreet

HANDLER: Final = "mentoring"
CORE: Final = "temporalio.core"

_COMMON: Final[tuple[Processor, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(
    level: str = "info", style: Literal["auto", "json", "console"] = "auto", stream: TextIO | None = None
) -> None:
    """Send every log line of this process to one stream, in one form; calling it again replaces that.

    Args:
        level: The least severe level that is written.
        style: JSON, one object a line; coloured text; or whichever suits the stream.
        stream: Where to write; standard error by default.
    """
    stream = stream or sys.stderr
    as_json = style == "json" or (style == "auto" and not stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.set_name(HANDLER)
    handler.setFormatter(_formatter(as_json=as_json, colours=stream.isatty()))
    root = logging.getLogger()
    for old in [each for each in root.handlers if each.get_name() == HANDLER]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_COMMON, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.captureWarnings(True)  # noqa: FBT003 - the standard library's signature
    # What they would add to the text, `_temporal` turns into keys.
    workflow.logger.workflow_info_on_message = False
    activity.logger.activity_info_on_message = False


def core_logging() -> LoggingConfig:
    """Return how Temporal's core, which is not Python, hands its lines over to the same stream."""
    return LoggingConfig(
        filter=TelemetryFilter(core_level="WARN", other_level="ERROR"),
        forwarding=LogForwardingConfig(
            logger=logging.getLogger(CORE),
            append_target_to_name=False,
            prepend_target_on_message=False,
            append_log_fields_to_message=False,
        ),
    )


def _formatter(*, as_json: bool, colours: bool) -> ProcessorFormatter:
    renderer: Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=colours)
    )
    return ProcessorFormatter(
        foreign_pre_chain=[*_COMMON, structlog.stdlib.ExtraAdder()],
        processors=[
            ProcessorFormatter.remove_processors_meta,
            _temporal,
            structlog.processors.format_exc_info,  # no local variables: they hold what is being worked on
            discreet,
            renderer,
        ],
    )


def _temporal(_logger: WrappedLogger, _method: str, event_dict: EventDict) -> EventDict:
    """Turn what Temporal attaches to its lines into keys like ours."""
    about = event_dict.pop("temporal_workflow", None) or event_dict.pop("temporal_activity", None)
    if about:
        event_dict.setdefault("stream", about.get("workflow_id"))
        event_dict["run_id"] = about.get("run_id") or about.get("workflow_run_id")
        event_dict["attempt"] = about.get("attempt")
        if "activity_type" in about:
            event_dict["activity"] = about["activity_type"]
    event_dict.pop("__temporal_error_identifier", None)
    if core := event_dict.pop("temporal_log", None):
        event_dict["fields"] = core.fields
    return event_dict
