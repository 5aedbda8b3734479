"""Leaving a process that used Temporal."""

import logging
import os
import sys
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End the process now, with everything written out.

    A process that opened a Temporal client may otherwise crash while Python shuts down, after all is done
    (temporalio/sdk-python#300).
    """
    sys.stdout.flush()
    sys.stderr.flush()
    logging.shutdown()
    os._exit(code)
