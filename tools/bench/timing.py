"""CPU seconds of a request through the whole WSGI stack; medians of interleaved rounds."""

import io
import statistics
import time
from typing import Any

from django.core.wsgi import get_wsgi_application


def environ(path: str, cookie: str = "", host: str = "localhost") -> dict[str, Any]:
    """A GET as a server hands it over."""
    plain, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": plain, "QUERY_STRING": query, "SERVER_NAME": host, "SERVER_PORT": "80",
        "HTTP_HOST": host, "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": False,
        "wsgi.run_once": False, "HTTP_COOKIE": cookie, "HTTP_ACCEPT_ENCODING": "gzip", "REMOTE_ADDR": "127.0.0.1",
    }  # fmt: skip


class Site:
    """The application, asked for pages."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()

    def get(self, path: str, cookie: str = "") -> tuple[int, bytes]:
        """Status and body."""
        seen: list[str] = []
        body = self.application(environ(path, cookie), lambda status, _headers: seen.append(status))
        content = b"".join(body)
        body.close()
        return int(seen[0].split()[0]), content

    def cpu(self, path: str, cookie: str, times: int) -> float:
        """CPU milliseconds per request over `times` requests."""
        started = time.process_time()
        for _ in range(times):
            self.get(path, cookie)
        return (time.process_time() - started) / times * 1000


def beside(
    site: Site, one: str, other: str, cookie: str = "", rounds: int = 9, times: int = 40
) -> tuple[float, float, float]:
    """Median CPU ms of one page and of its peer, asked in turn, and the median ratio pair by pair."""
    for path in (one, other):
        site.cpu(path, cookie, 10)
    pairs = [(site.cpu(one, cookie, times), site.cpu(other, cookie, times)) for _ in range(rounds)]
    ratios = [first / second for first, second in pairs]
    return (*(statistics.median(values) for values in zip(*pairs, strict=True)), statistics.median(ratios))  # type: ignore[return-value]
