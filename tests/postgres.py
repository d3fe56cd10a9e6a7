"""A throw-away PostgreSQL for the suite: `SIMPUL_TEST_DATABASE=postgres pytest ...`.

The cluster listens on a unix socket in a temporary folder, belongs to the process that asked for it and
ends with it, even when that process is killed. Workers of xdist inherit its address and make databases of
their own.
"""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

_PLACES = ("/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin")
_ADDRESS = "SIMPUL_TEST_POSTGRES"  # how child processes learn of a cluster that stands already
# Nothing of the suite outlives it, so nothing need reach the disk.
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class PostgresMissingError(RuntimeError):
    """PostgreSQL was asked for but is not installed."""


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`, None where PostgreSQL is not installed."""
    return next((Path(place) for place in _PLACES if (Path(place) / "initdb").exists()), None)


def url(database: str = "postgres") -> str:
    """Address of a database in the suite's cluster; the first call starts the cluster."""
    if _ADDRESS not in os.environ:
        os.environ[_ADDRESS] = _start()
    return f"postgres://postgres@{quote(os.environ[_ADDRESS], safe='')}/{database}"


def _start() -> str:
    found = programs()
    if found is None:
        raise PostgresMissingError("PostgreSQL is missing; on Debian: apt-get install postgresql-15")
    folder = Path(tempfile.mkdtemp(prefix="simpul-pg-"))
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, owner)
    initialise = [
        found / "initdb",
        "-D",
        folder / "data",
        "-U",
        "postgres",
        "-A",
        "trust",
        "-N",
        "-E",
        "UTF8",
    ]
    subprocess.run([*initialise, "--locale=C"], check=True, stdout=subprocess.DEVNULL, user=owner, cwd=folder)
    options = [part for setting in _FAST for part in ("-c", setting)]
    serve = [found / "postgres", "-D", folder / "data", "-c", "listen_addresses=", "-k", folder, *options]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            serve, stdout=log, stderr=log, user=owner, cwd=folder, preexec_fn=_die_with_parent
        )
    atexit.register(_stop, server, folder, os.getpid())
    _wait(found, folder)
    return str(folder)


def _die_with_parent() -> None:
    """Linux ends the server when the suite dies, however it dies (prctl 1 is PR_SET_PDEATHSIG)."""
    os.setsid()  # Ctrl-C reaches the suite only, which then stops the server in order
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _wait(found: Path, folder: Path) -> None:
    until = time.monotonic() + 20
    while subprocess.run([found / "pg_isready", "-q", "-h", folder]).returncode != 0:
        if time.monotonic() > until:
            raise RuntimeError((folder / "log").read_text())
        time.sleep(0.05)


def _stop(server: "subprocess.Popen[bytes]", folder: Path, starter: int) -> None:
    if os.getpid() != starter:  # a forked child leaves the server alone
        return
    server.send_signal(signal.SIGINT)  # fast shutdown
    server.wait(20)
    shutil.rmtree(folder, ignore_errors=True)
