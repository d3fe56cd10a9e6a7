"""`make bench`: pages beside their peers, queries as data grows, and the checks; prints and keeps the table."""

import datetime as dt
import platform
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tools.bench import ground, timing

TABLE = Path("docs/benchmarks.md")
Row = tuple[str, str, str, str, str]


def main() -> None:
    """Measure and write."""
    ground.build()
    site = timing.Site()
    client = ground.cast.client_for(ground.cast.person("leader"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    rows = [*signed_in(site, cookie), anonymous(site), *queries(site, cookie), first_view(site)]
    text = page(rows)
    TABLE.write_text(text)
    print(text)


def signed_in(site: timing.Site, cookie: str) -> list[Row]:
    """The page of 60 numbers beside a plain Django page of the same 60 cards."""
    ground.mount("/banding/kartu/", ground.plain_cards)
    ground.mount("/banding/tanpa-simpanan/", ground.numbers_anew)
    own, peer, ratio = timing.beside(site, "/data/angka/", "/banding/kartu/", cookie)
    said = f"plain Django page of the same 60 cards, same middleware: {peer:.1f} ms"
    anew, _peer, anew_ratio = timing.beside(site, "/banding/tanpa-simpanan/", "/banding/kartu/", cookie)
    return [
        ("Signed-in page of 60 numbers (`/data/angka/`)", f"{own:.1f} ms CPU", said, f"{ratio:.2f}", "≤ 1.5"),
        (
            "the same, made anew (first view after a release)",
            f"{anew:.1f} ms CPU",
            said,
            f"{anew_ratio:.2f}",
            "–",
        ),
    ]


def anonymous(site: timing.Site) -> Row:
    """A kept public page beside the same bytes returned through the same middleware."""
    _status, content = site.get("/data/angka/")
    ground.mount("/banding/bita/", ground.bytes_of(content))
    own, peer, ratio = timing.beside(site, "/data/angka/", "/banding/bita/", times=200)
    return (
        "Anonymous page (`/data/angka/`, kept)",
        f"{own:.2f} ms CPU",
        f"the same bytes through the same middleware: {peer:.2f} ms",
        f"{ratio:.2f}",
        "≤ 1.3",
    )


def queries(site: timing.Site, cookie: str) -> list[Row]:
    """Queries per page with 60 data sets, and with 120."""
    pages = ("/data/angka/", "/data/", "/tugas/", "/command-center/")
    before = [_count(site, path, cookie) for path in pages]
    for number in range(ground.CARDS, 2 * ground.CARDS):
        ground.add(number)
    after = [_count(site, path, cookie) for path in pages]
    return [
        (
            f"Queries of `{path}`",
            f"{first} with 60 data sets",
            f"{second} with 120",
            f"{second / first:.2f}",
            "1.00",
        )
        for path, first, second in zip(pages, before, after, strict=True)
    ]


def _count(site: timing.Site, path: str, cookie: str) -> int:
    site.get(path, cookie)
    with CaptureQueriesContext(connection) as captured:
        status, _content = site.get(path, cookie)
    assert status == 200, (path, status)
    return len(captured)


def first_view(site: timing.Site) -> Row:
    """What a resident must fetch to read a public page: HTML and CSS, packed."""
    from django.contrib.staticfiles.storage import staticfiles_storage

    _status, page = site.get("/data/angka/")
    sheets = ("simpul/simpul.css", "simpul/kerja.css")
    packed = [Path(ground.FOLDER, "static", f"{staticfiles_storage.stored_name(name)}.gz") for name in sheets]
    total = len(page) + sum(file.stat().st_size for file in packed)
    return (
        "HTML and CSS of `/data/angka/` over the wire",
        f"{total / 1024:.1f} KB",
        "budget 60 KB",
        f"{total / 61440:.2f}",
        "≤ 1.00",
    )


def page(rows: list[Row]) -> str:
    """The document."""
    lines = [
        "# Benchmarks",
        "",
        "Every figure from one run of `make bench`: SQLite, one process, CPU time (not wall time), median of nine",
        f"interleaved rounds. Measured {dt.datetime.now(tz=dt.UTC):%Y-%m-%d} with Python {platform.python_version()}",
        f"on {platform.machine()}, two shared cores.",
        "",
        "| what | Simpul | peer | ratio | target |",
        "|---|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
        "The checks alone: `python tools/bench_checks.py` (rows, CPU seconds, peak memory).",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
