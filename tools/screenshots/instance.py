"""A throw-away Simpul with the small demonstration; all of it is gone at the end."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
PREPARATION = ("keys", "migrate -v0", "demo --small", "collectstatic --noinput")


def _environment(folder: str, port: int) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "simpul.site.settings",
        "SIMPUL_DATA_DIR": folder,
        "SIMPUL_KEYS_DIR": f"{folder}/keys",
        "SIMPUL_DATABASE_URL": f"sqlite:///{folder}/simpul.sqlite3",
        "SIMPUL_DEMO": "1",
        "SIMPUL_PORT": str(port),
        "SIMPUL_WEB_WORKERS": "1",
        "SIMPUL_LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
    }


def _simpul(environment: dict[str, str], *words: str) -> None:
    print(f"simpul {' '.join(words)} ...", flush=True)
    subprocess.run(
        [sys.executable, "-m", "simpul", *words],
        env=environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url).close()
            return
        time.sleep(0.2)
    raise SystemExit(f"{url} did not answer within {START_SECONDS} seconds")


@contextlib.contextmanager
def running() -> Iterator[int]:
    """The port on which the demonstration answers while the block lasts."""
    with tempfile.TemporaryDirectory(prefix="simpul-gambar-") as folder:
        port = _free_port()
        environment = _environment(folder, port)
        for line in PREPARATION:
            _simpul(environment, *line.split())
        server = subprocess.Popen([sys.executable, "-m", "simpul", "web"], env=environment, cwd=ROOT)
        try:
            _wait(f"http://localhost:{port}/")
            yield port
        finally:
            server.terminate()
            server.wait()
