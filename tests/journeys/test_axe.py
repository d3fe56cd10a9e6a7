"""axe-core on every main page in its main states, on a phone and on a laptop: nothing serious, nothing critical."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from simpul.datahub import api as datahub
from tests import cast
from tests.datahub import situations
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (390, 1440)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations.filter(v => ["serious", "critical"].includes(v.impact))
    .map(v => `${v.id} (${v.impact}): ` + v.nodes.slice(0, 4).map(n => n.target.join(" ")).join(" | "));
}"""

PAGES: dict[str | None, tuple[str, ...]] = {
    None: ("/", "/tentang/", "/masuk/", "/akun/sandi/lupa/", "/data/", "/data/?cari=tidak-ada", "/data/{code}/",
           "/data/{code}/rilis/1/", "/data/angka/", "/data/angka/{code}/", "{lineage}", "/wilayah/", "/wilayah/99.01/",
           "/komponen/", "/tidak-ada/"),
    "operator": ("/tugas/", "/data/{code}/unggah/", "{faulty}", "{ready}", "{waiting}", "/data/kiriman/",
                 "/command-center/", "/akun/", "/akun/faktor/"),
    "head": ("/data/antrean/", "/tugas/"),
    "walidata": ("/data/antrean/", "/data/baru/", "/data/kasus/", "{case}", "/command-center/susun/",
                 "/tugas/semua/", "/tugas/kalender/", "/tugas/"),
    "leader": ("/command-center/", "/command-center/dinding/", "/komponen/dinding/", "{case}"),
    "administrator": ("/kelola/", "/kelola/orang/", "/kelola/orang/lembar/", "{person}", "/kelola/perangkat-daerah/",
                      "/kelola/perangkat-daerah/tambah/", "/kelola/jabatan/", "/kelola/jabatan/tambah/",
                      "/kelola/pengaturan/", "/kelola/pengaturan/sambungan/", "/kelola/peta/", "/kelola/pemulihan/",
                      "/kelola/operasi/", "/kelola/audit/"),
}  # fmt: skip


@pytest.fixture
def places() -> dict[str, str]:
    """One of each state: faulty, ready, waiting, released, and a case to decide."""
    made = steps.board()
    other = situations.dataset(code="survei", title="Stunting menurut survei")
    indicator = datahub.Indicator.everywhere.get(code=made.code)
    datahub.IndicatorSource.objects.create(
        indicator=indicator,
        dataset=other,
        formula=situations.SHARE,
        area_field="kode",
        source_field="kecamatan",
    )
    release = situations.released(made)
    situations.released(other, content=situations.workbook([("99.01.01", "Hulu", 100, 20)]))
    states = {
        "faulty": situations.uploaded(made, situations.workbook(steps.FAULTY_ROWS), situations.last_year(2)),
        "ready": situations.uploaded(made, period=situations.last_year(3)),
        "waiting": situations.submitted(made, period=situations.last_year(4)),
        "approved": situations.approved(other, period=situations.last_year(2)),
    }
    value = datahub.IndicatorValue.everywhere.filter(release=release).first()
    case = datahub.Case.everywhere.filter(indicator=indicator).first()
    return {name: submission.get_absolute_url() for name, submission in states.items()} | {
        "code": made.code,
        "lineage": f"/data/angka/{made.code}/asal/{value.pk}/",
        "case": f"/data/kasus/{case.pk}/",
        "person": f"/kelola/orang/{cast.person('operator').public_id}/",
    }


def found_on(page: Page, address: str) -> list[str]:
    """Serious and critical findings of the page, with where they are."""
    page.goto(address)
    page.evaluate(AXE.read_text())  # not as a script tag, which the content policy refuses
    found: list[str] = page.evaluate(RUN, RULES)
    return [f"{page.viewport_size['width']} {address}: {finding}" for finding in found]  # type: ignore[index]


@pytest.mark.parametrize("part", PAGES, ids=lambda part: part or "visitor")
def test_no_page_holds_anybody_up(
    chromium: Browser, live_server: Any, places: dict[str, str], part: str | None
) -> None:
    user = cast.person(part) if part else None
    found = []
    for width in WIDTHS:
        with steps.browsing(chromium, live_server.url, user, width=width) as page:
            for address in PAGES[part]:
                found += found_on(page, address.format(**places))

    assert found == []
