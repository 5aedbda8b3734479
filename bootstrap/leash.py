"""Child processes that do not outlive us, unless they are meant to."""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import Final

_TIE: Final = """
import ctypes, os, signal, sys
PR_SET_PDEATHSIG = 1
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
if os.getppid() != int(sys.argv[1]):
    sys.exit("the parent died first")
os.execv(sys.argv[2], sys.argv[2:])
"""


def tied(argv: Sequence[str]) -> list[str]:
    """Return a command that runs a program which, on Linux, receives SIGTERM when its parent dies.

    The kernel ties it to the *thread* that starts it, which should therefore last as long as the program.
    """
    if sys.platform != "linux":
        return list(argv)
    return [sys.executable, "-I", "-S", "-c", _TIE, str(os.getpid()), *argv]


def spawn(argv: Sequence[str], *, log: Path, keep: int, detached: bool = False) -> int:
    """Start a program in the background and return its process id.

    It has a process group of its own, so that Ctrl-C reaches us first and we stop it in good order. On
    Linux it receives SIGTERM when this process dies, however it dies.

    Args:
        argv: The program, by absolute path, and its arguments.
        log: The file that its output is added to.
        keep: A file descriptor that the program inherits; a lock held on it is held while the program lives.
        detached: Let it outlive this process, and its terminal.

    Raises:
        OSError: the program cannot be started.
    """
    command = list(argv) if detached else tied(argv)
    started = Future[int]()

    def attend() -> None:
        # This thread lasts as long as the child, and collects its exit status.
        try:
            with log.open("ab") as output:
                child = subprocess.Popen(  # noqa: S603 - our own programs with our own arguments
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    pass_fds=(keep,),
                    start_new_session=detached,
                    process_group=None if detached else 0,
                )
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller hears of it
            started.set_exception(error)
            return
        started.set_result(child.pid)
        child.wait()

    Thread(target=attend, name=f"attends {argv[0]}", daemon=True).start()
    return started.result()
