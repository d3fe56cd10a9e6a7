"""People who visit a real web process over HTTP, and go on when it dies under their hands."""

import contextlib
import http.client
import io
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from simpul.accounts.models import User
from tests import cast, processes

_TOKEN = "x" * 32  # a form token as good as any: cookie and field must agree, nothing else
_LINE = "----simpul"
FORM = f"multipart/form-data; boundary={_LINE}"


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    location: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Visitor:
    """A browser of one person, without the browser."""

    def __init__(self, port: int, user: User | None = None) -> None:
        self.port = port
        cookies = {"csrftoken": _TOKEN}
        if user is not None:
            session = cast.client_for(user).cookies[settings.SESSION_COOKIE_NAME].value
            cookies[settings.SESSION_COOKIE_NAME] = session
        self.cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def get(self, path: str) -> Answer:
        """One GET; raises OSError or HTTPException when the server is not there or goes away."""
        return self._ask("GET", path, b"", {})

    def post(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> Answer:
        """One form sent, with a file in the field `file`; raises as `get`."""
        body = form(fields | {"csrfmiddlewaretoken": _TOKEN}, file)
        return self._ask("POST", path, body, {"Content-Type": FORM})

    def insist(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> Answer:
        """The same form sent until the server has answered it with a redirect."""
        return processes.until(lambda: self._tried(path, fields, file), 60)

    def _tried(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None) -> Answer | None:
        try:
            answer = self.post(path, fields, file)
        except (OSError, http.client.HTTPException):
            return None
        assert answer.status in (302, 503), (path, answer.status, answer.body[:2000])
        return answer if answer.status == 302 else None

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request(method, path, body or None, headers | {"Host": "localhost", "Cookie": self.cookie})
            response = line.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found.get("location", ""), response.read(), found)


def form(fields: dict[str, str], file: tuple[str, bytes] | None) -> bytes:
    """The body of a form, of the content type FORM."""
    parts = [
        f'--{_LINE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if file is not None:
        head = f'--{_LINE}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n\r\n'
        parts += [head.encode(), file[1], b"\r\n"]
    return b"".join(parts) + f"--{_LINE}--\r\n".encode()


def heavier(workbook: bytes, dice: random.Random, size: int = 1_500_000) -> bytes:
    """The workbook with a picture of random bytes, so that it goes through a temporary file on its way in."""
    buffer = io.BytesIO(workbook)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("xl/media/image1.png", dice.randbytes(size))
    return buffer.getvalue()


def ready(port: int) -> None:
    """Style sheets and scripts collected once, as an installation has them."""
    if not Path(settings.STATIC_ROOT).is_dir():
        command = [sys.executable, "-m", "simpul", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(command, env=processes.environment(), check=True)


@contextlib.contextmanager
def web(port: int, **changes: str) -> Iterator["subprocess.Popen[bytes]"]:
    """`simpul web` on the port, which answers from the first moment on."""
    ready(port)
    options = {"SIMPUL_PORT": str(port), "SIMPUL_WEB_WORKERS": "1", "SIMPUL_LOG_LEVEL": "WARNING"} | changes
    with processes.running("web", **options) as process:
        processes.until(lambda: answers(port), 40)
        yield process


def answers(port: int) -> bool:
    """True when a page comes."""
    try:
        return Visitor(port).get("/masuk/").status == 200
    except (OSError, http.client.HTTPException):
        return False


def kill_in_a_while(process: "subprocess.Popen[bytes]", dice: random.Random, longest: float) -> None:
    """SIGKILL for a process and all its children, at a moment that nobody chose."""
    time.sleep(dice.uniform(0, longest))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def memory_kb(group: int, key: str = "VmRSS") -> dict[int, int]:
    """Memory of each living process of a group in KiB; `key` VmHWM asks for the most it ever held."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, StopIteration):
            if int(stat.read_text().rsplit(")", 1)[1].split()[2]) == group:
                lines = (stat.parent / "status").read_text().splitlines()
                found[int(stat.parent.name)] = int(next(x for x in lines if x.startswith(key)).split()[1])
    return found


def repeated(work: Callable[[], object], stop: Callable[[], bool]) -> None:
    """Do the work again and again until told to stop."""
    while not stop():
        work()
