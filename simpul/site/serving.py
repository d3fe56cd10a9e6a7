"""The two network servers: ordinary pages (WSGI) and the live process (ASGI), both by granian."""

import logging
import os
import signal
from typing import Any

from django.conf import settings
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from simpul.core import processes
from simpul.site import startup_checks

# A worker with n threads holds n database connections; pages spend their time in Python, so few suffice.
WEB_THREADS = 4
STOP_SECONDS = 4


def serve_web(port: int) -> None:
    """Serve pages until SIGTERM or SIGINT; refused here, once, since a worker that refuses is started anew."""
    startup_checks.refuse_unsafe()
    workers = settings.WEB_WORKERS
    _serve("web_application", port, Interfaces.WSGI, workers=workers, blocking_threads=WEB_THREADS)


def serve_live(port: int) -> None:
    """Serve streams until SIGTERM or SIGINT; one process, because it holds no page up."""
    _serve("live_application", port, Interfaces.ASGI, backpressure=settings.LIVE_CLIENTS + 100)


def _serve(target: str, port: int, interface: Interfaces, **options: Any) -> None:
    os.environ[_MAIN] = str(os.getpid())
    Granian(
        f"{__name__}:{target}",
        address=settings.BIND,
        port=port,
        interface=interface,
        factory=True,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=STOP_SECONDS,
        **options,
    ).serve()


_MAIN = "SIMPUL_SERVER_PROCESS"  # how a worker knows the process to die with


def web_application() -> Any:
    """The WSGI application of one worker process."""
    processes.die_with_parent(int(os.environ[_MAIN]), signal.SIGKILL)
    from simpul.site import wsgi

    return wsgi.application


def live_application() -> Any:
    """The ASGI application of the live process."""
    processes.die_with_parent(int(os.environ[_MAIN]), signal.SIGKILL)
    from simpul.site.live import application

    logging.getLogger("simpul.access").setLevel(logging.WARNING)  # the door is asked all the time

    return application.application
