"""What the processes of Simpul have in common."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def die_with_parent(parent: int, number: signal.Signals = signal.SIGKILL) -> None:
    """Called in a new process: when `parent` ends, however it ends, this process gets the signal.

    Only Linux can; elsewhere the supervisor's own end in good order must do.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:  # it ended before it was watched
        os.kill(os.getpid(), number)
