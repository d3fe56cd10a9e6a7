"""The working calendar: its page, loading a list of days off, and the command."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import HttpResponse

from simpul.audit.models import Entry
from simpul.core.scope import Scope
from simpul.workflow import api as workflow
from simpul.workflow import holiday_sheet
from simpul.workflow.calendar import days_off
from simpul.workflow.errors import HolidaySheetError
from simpul.workflow.models import Holiday
from simpul.workflow.operations.holidays import import_holidays
from tests import cast
from tests.workflow.test_own import text

EVERYWHERE = Scope.system("test")
SHEET = """tanggal,nama,jenis,sumber
2028-01-01,Tahun Baru Masehi,nasional,SKB 2028
03/01/2028,Hari jadi daerah,daerah,Perbup 1/2028
"""


def post(part: str, content: str | bytes) -> HttpResponse:
    data = content.encode() if isinstance(content, str) else content
    upload = SimpleUploadedFile("libur.csv", data, "text/csv")
    return cast.client_for(cast.person(part)).post("/tugas/kalender/", {"sheet": upload})


@pytest.mark.django_db
def test_everybody_who_works_here_reads_the_calendar_and_few_may_load_it() -> None:
    html = cast.client_for(cast.person("operator")).get("/tugas/kalender/?tahun=2026").content.decode()
    assert "25 Desember 2026 Jumat Hari Raya Natal libur nasional" in text(html)
    assert "<form" not in html.split("<main")[1].split("</main>")[0]
    assert post("operator", SHEET).status_code == 403
    assert not Holiday.objects.within(EVERYWHERE)


@pytest.mark.django_db
def test_a_year_without_a_decree_warns_until_its_list_is_loaded() -> None:
    client = cast.client_for(cast.person("administrator"))
    before = text(client.get("/tugas/kalender/?tahun=2028").content.decode())
    assert "Keputusan hari libur 2028 belum dimuat." in before
    response = post("administrator", SHEET)
    assert (response.status_code, response["Location"]) == (302, "/tugas/kalender/?tahun=2028")
    after = text(client.get("/tugas/kalender/?tahun=2028").content.decode())
    assert "belum dimuat" not in after
    assert "3 Januari 2028 Senin Hari jadi daerah libur daerah Perbup 1/2028" in after
    days = workflow.calendar_for(cast.government())
    assert workflow.working_days_between(dt.date(2027, 12, 31), dt.date(2028, 1, 4), days).days == 1
    assert Entry.objects.within(EVERYWHERE).filter(action="calendar.imported").count() == 1


@pytest.mark.django_db
def test_loading_again_replaces_the_years_of_the_list_and_no_other() -> None:
    scope, government = cast.scope_of(cast.person("administrator")), cast.government()
    for text_ in (
        SHEET,
        SHEET.replace("2028", "2029"),
        "tanggal;nama;jenis;sumber\n2028-01-03;Lain;daerah;Perbup 2\n",
    ):
        import_holidays(scope=scope, government=government, days=holiday_sheet.read(text_))
    rows = Holiday.objects.within(scope).values_list("day__year", "name")
    assert sorted(rows) == [(2028, "Lain"), (2029, "Hari jadi daerah"), (2029, "Tahun Baru Masehi")]


@pytest.mark.django_db
def test_a_day_off_of_one_government_is_a_working_day_of_its_neighbour() -> None:
    scope = cast.scope_of(cast.person("administrator"))
    days = holiday_sheet.read("tanggal,nama,jenis,sumber\n2026-12-29,Hari jadi,daerah,Perbup 3/2026\n")
    import_holidays(scope=scope, government=cast.government(), days=days)
    tuesday = dt.date(2026, 12, 29)
    assert not workflow.calendar_for(cast.government()).is_working_day(tuesday)
    assert workflow.calendar_for(cast.neighbour()).is_working_day(tuesday)
    assert tuesday in [day.day for day in days_off(cast.government(), 2026)]


@pytest.mark.django_db
def test_only_system_work_sets_days_off_for_the_whole_country(tmp_path: Path) -> None:
    days = holiday_sheet.read(SHEET)
    with pytest.raises(PermissionError):
        import_holidays(scope=cast.scope_of(cast.person("administrator")), government=None, days=days)
    file = tmp_path / "libur.csv"
    file.write_text(SHEET)
    call_command("holidays", str(file))
    assert not workflow.calendar_for(cast.neighbour()).is_working_day(dt.date(2028, 1, 3))


@pytest.mark.django_db
def test_the_command_loads_for_one_government_and_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "libur.csv"
    file.write_text(SHEET)
    call_command("holidays", str(file), "--government", cast.neighbour().address)
    assert workflow.calendar_for(cast.government()).is_working_day(dt.date(2028, 1, 3))
    assert not workflow.calendar_for(cast.neighbour()).is_working_day(dt.date(2028, 1, 3))
    with pytest.raises(CommandError, match="nowhere"):
        call_command("holidays", str(file), "--government", "nowhere.example")
    file.write_text(SHEET.replace("03/01/2028", "kemarin"))
    with pytest.raises(CommandError, match="Baris 3"):
        call_command("holidays", str(file))


@pytest.mark.parametrize(
    ("sheet", "fault"),
    [
        ("tanggal,nama,jenis\n", "Kolom sumber tidak ada"),
        ("tanggal,nama,jenis,sumber\n", "tidak berisi hari libur"),
        (SHEET.replace("03/01/2028", "31/02/2028"), "Baris 3: tanggal “31/02/2028” tidak terbaca"),
        (SHEET.replace("03/01/2028", "2028-01-01"), "Baris 3: tanggal 2028-01-01 sudah ada di atas."),
        (
            SHEET.replace(",daerah,", ",lokal,"),
            "jenis “lokal” tidak dikenal. Pilih nasional, cuti-bersama, daerah.",
        ),
        (SHEET.replace("SKB 2028", ""), "Baris 2: sumber kosong"),
        ("tanggal,nama,jenis,sumber\n" + "2028-01-01,a,daerah,b\n" * 1001, "Lebih dari 1000 baris"),
        (SHEET + "2028-05-01\n", "Baris 4: jenis “” tidak dikenal"),
    ],
)
def test_a_faulty_list_is_refused_with_row_and_reason(sheet: str, fault: str) -> None:
    with pytest.raises(HolidaySheetError) as caught:
        holiday_sheet.read(sheet)
    assert any(fault in each for each in caught.value.faults)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SHEET.replace("nasional", "lokal"), "jenis “lokal” tidak dikenal"),
        (b"PK\x03\x04\xff\xfe", "Berkas bukan CSV"),
        (b"a" * 300_000, "lebih dari 256 KB"),
    ],
)
def test_the_page_shows_what_to_fix_and_takes_nothing_over(content: str | bytes, words: str) -> None:
    response = post("administrator", content)
    assert response.status_code == 200
    assert words in text(response.content.decode())
    assert not Holiday.objects.within(EVERYWHERE)


@pytest.mark.django_db
def test_the_sample_can_be_loaded_once_its_days_differ() -> None:
    client = cast.client_for(cast.person("administrator"))
    lines = client.get("/tugas/kalender/contoh.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "tanggal,nama,jenis,sumber"
    different = [
        lines[0],
        *(line.replace("-01-01", f"-01-0{n}") for n, line in enumerate(lines[1:], start=1)),
    ]
    assert len(holiday_sheet.read("\n".join(different))) == 3
