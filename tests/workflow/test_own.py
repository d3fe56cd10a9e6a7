"""The page Tugas Saya, as each person of the cast finds it."""

import csv
import datetime as dt
import io
import re

import pytest
from django.http import HttpResponse

from simpul.workflow import api as workflow
from tests import cast
from tests.workflow.conftest import SetClock
from tests.workflow.desk import Desk

pytestmark = pytest.mark.django_db


def page(part: str, query: str = "") -> str:
    response = cast.client_for(cast.person(part)).get(f"/tugas/{query}")
    assert response.status_code == 200
    html: str = response.content.decode()
    assert "⟦unknown" not in html
    return html


def text(html: str) -> str:
    """What a reader reads, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[1].split("</main>")[0]).split())


def headings(html: str) -> list[str]:
    return [text(f"<main{found}</main>") for found in re.findall(r"<h2[^>]*>(.*?)</h2>", html, re.DOTALL)]


def titles(html: str) -> list[str]:
    return re.findall(r'<h3><a href="[^"]*">(.*?)</a>', html)


def rows(response: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_duties_stand_in_groups_by_their_last_day(desk: Desk) -> None:
    desk.lay("lewat", due=dt.date(2026, 11, 6))
    desk.lay("sabtu-ini", due=dt.date(2026, 11, 21))  # a Saturday: moved to Monday
    desk.lay("senin", due=dt.date(2026, 11, 23))
    desk.lay("jauh", due=dt.date(2026, 12, 4))
    desk.lay("tanpa", due=None)
    html = page("operator")
    assert headings(html)[:4] == ["Lewat tenggat", "Minggu depan", "Kemudian", "Tanpa tenggat"]
    assert titles(html) == ["Kirim lewat", "Kirim sabtu-ini", "Kirim senin", "Kirim jauh", "Kirim tanpa"]


def test_this_week_holds_what_is_due_by_sunday(desk: Desk, set_clock: SetClock) -> None:
    set_clock(dt.date(2026, 11, 16), 9)
    desk.lay("jumat", due=dt.date(2026, 11, 20))
    desk.lay("senin", due=dt.date(2026, 11, 23))
    assert headings(page("operator"))[:2] == ["Minggu ini", "Minggu depan"]


def test_a_late_duty_says_how_late_who_has_it_and_where_it_climbs(desk: Desk) -> None:
    desk.lay("penduduk", due=dt.date(2026, 11, 6), why="dijanjikan tiap setengah tahun")
    words = text(page("operator"))
    assert "6 November 10 hari kerja lewat Kirim penduduk" in words
    assert "Pekerjaan uji · dijanjikan tiap setengah tahun" in words
    assert "Terlambat di kepala dinas sejak 20 November; ke Sekda 27 November" in words
    assert "Satu tugas, lewat tenggat dan sudah naik ke kepala dinas." in words


def test_near_days_are_named_by_their_weekday_and_far_ones_by_their_date(desk: Desk) -> None:
    desk.lay("dekat", due=dt.date(2026, 11, 24))
    desk.lay("jauh", due=dt.date(2026, 12, 4))
    words = text(page("operator"))
    assert "Selasa 24 November Kirim dekat" in words
    assert "Tenggat dalam 2 hari kerja" in words
    assert "4 Desember Jumat Kirim jauh" in words
    assert "Ada waktu: 10 hari kerja lagi" in words


def test_only_the_button_of_what_is_late_is_filled(desk: Desk) -> None:
    desk.lay("lewat", due=dt.date(2026, 11, 6))
    desk.lay("nanti", due=dt.date(2026, 12, 4))
    buttons = re.findall(r'<a class="(tombol[^"]*)" href="(/uji/[^"]*)"', page("operator"))
    assert buttons == [("tombol", "/uji/lewat/"), ("tombol tombol--garis", "/uji/nanti/")]


def test_the_empty_page_says_what_comes_next(desk: Desk) -> None:
    words = text(page("operator"))
    assert "Tidak ada yang menunggu Anda" in words
    assert "Tugas baru muncul di sini begitu giliran Anda tiba" in words


def test_a_resident_sees_an_empty_page_and_a_visitor_the_sign_in(desk: Desk) -> None:
    desk.lay("penduduk")
    assert "Tidak ada yang menunggu Anda" in text(page("resident"))
    assert cast.client_for().get("/tugas/").status_code == 302


def test_one_waits_for_others_of_the_own_agency_with_whom_and_since_when(desk: Desk) -> None:
    desk.lay("kematian", "verifikasi", capability="data.verify", since=dt.date(2026, 11, 19))
    desk.lay("perpindahan", "setujui", capability="data.approve", since=dt.date(2026, 11, 20))
    words = text(page("operator"))
    assert "Kirim kematian Pada walidata sejak 19 November" in words
    assert "Kirim perpindahan Pada kepala Dinkes sejak 20 November" in words
    assert "Kirim kematian" not in text(page("other_operator"))


def test_what_has_climbed_stands_on_the_page_of_who_it_climbed_to(desk: Desk) -> None:
    desk.lay("kepala", due=dt.date(2026, 11, 6))
    desk.lay("sekda", due=dt.date(2026, 10, 1))
    desk.lay("belum", due=dt.date(2026, 11, 18))

    def risen(part: str) -> str:
        found = text(page(part))
        _, mark, rest = found.partition("Naik kepada Anda")
        return rest.split("Menunggu orang lain")[0] if mark else ""

    assert ("Kirim kepala" in risen("head"), "Kirim sekda" in risen("head")) == (True, True)
    assert ("Kirim kepala" in risen("leader"), "Kirim sekda" in risen("leader")) == (False, True)
    assert "Kirim belum" not in risen("head")
    assert risen("other_head") == risen("walidata") == risen("operator") == ""
    assert "Dua tugas orang lain sudah naik kepada Anda." in text(page("head"))


def test_filters_choose_by_kind_agency_and_state(desk: Desk) -> None:
    government = cast.government()
    desk.lay("a", "verifikasi", capability="data.verify", due=dt.date(2026, 11, 6))
    other = cast.agency("DISDIK", government)
    desk.lay("b", "verifikasi", capability="data.verify", agency=other)
    assert titles(page("walidata")) == ["Kirim a", "Kirim b"]
    assert titles(page("walidata", f"?opd={other.pk}")) == ["Kirim b"]
    assert titles(page("walidata", "?keadaan=terlambat")) == ["Kirim a"]
    assert titles(page("walidata", "?jenis=uji&keadaan=ada-waktu")) == ["Kirim b"]
    assert "Tidak ada tugas yang cocok" in text(page("walidata", "?jenis=lain"))
    assert "Ada waktu (1)" in text(page("walidata"))


def test_a_long_list_comes_in_pages_and_groups_count_over_all_of_them(desk: Desk) -> None:
    for number in range(45):
        desk.lay(f"d{number:02d}", due=dt.date(2026, 12, 4))
    first, last = page("operator"), page("operator", "?halaman=3")
    assert (len(titles(first)), len(titles(last))) == (20, 5)
    assert "45 tugas" in text(last)
    assert "41–45 dari 45" in text(last)


def test_the_sheet_holds_what_the_page_shows_and_no_formulas(desk: Desk) -> None:
    desk.lay("a", due=dt.date(2026, 11, 6), title="=1+1")
    desk.lay("b", due=dt.date(2026, 12, 4))
    client = cast.client_for(cast.person("operator"))
    head, first, second = rows(client.get("/tugas/tugas-saya.csv"))
    assert head[:7] == ["Tugas", "Jenis", "Alasan", "Perangkat daerah", "Giliran", "Sejak", "Tenggat"]
    assert first[0] == "'=1+1"
    assert first[4:9] == ["Operator data", "2026-11-02", "2026-11-06", "-10", "Terlambat"]
    assert second[0] == "Kirim b"
    assert len(rows(client.get("/tugas/tugas-saya.csv?keadaan=terlambat"))) == 2


def test_the_badge_counts_ones_own_duties_on_every_page(desk: Desk) -> None:
    desk.lay("a")
    desk.lay("b")
    desk.lay("c", agency=cast.agency("DISDIK", cast.government()))
    desk.lay("d", "verifikasi", capability="data.verify")
    workflow.reconcile(cast.government())

    def badge(part: str, path: str) -> str:
        html = cast.client_for(cast.person(part)).get(path).content.decode()
        found = re.search(r'href="/tugas/"[^>]*>Tugas<span class="hitung">(\d+)', html)
        return found[1] if found else ""

    for path in ("/tugas/", "/tugas/kalender/"):
        assert [badge(part, path) for part in ("operator", "other_operator", "walidata", "leader")] == [
            "2",
            "1",
            "1",
            "",
        ]


def test_the_page_counts_itself_when_the_ledger_is_behind(desk: Desk) -> None:
    desk.lay("a")
    assert re.search(r'<span class="hitung">1<', page("operator"))


def test_the_record_of_the_agency_says_how_many_promises_were_kept(desk: Desk) -> None:
    scope = cast.scope_of(cast.person("operator"))
    desk.lay("kept", due=dt.date(2026, 11, 20))
    desk.lay("open", due=dt.date(2026, 11, 20))
    workflow.reconcile(cast.government())
    desk.fulfil(scope, "kept")
    words = text(page("head"))
    assert "Rapor dinas, 90 hari 0 dari 2 tepat waktu" in words  # done on Saturday, promised for Friday
    assert "Tenggat 23 Agustus 2026 sampai 20 November 2026" in words


def test_deadlines_are_said_in_the_zone_of_the_government(desk: Desk) -> None:
    assert "Tenggat berakhir pukul 24.00 WITA." in text(page("operator"))


def test_a_deadline_in_a_year_without_holidays_warns(desk: Desk) -> None:
    desk.lay("jauh", due=dt.date(2028, 3, 1))
    assert "Hari libur 2028 belum ditetapkan di sini" in text(page("operator"))


def test_what_is_made_up_is_marked_once_above_or_at_each(desk: Desk) -> None:
    desk.lay("a", is_sample=True)
    assert text(page("operator")).count("contoh") == 1
    desk.lay("b", is_sample=False)
    words = text(page("operator"))
    assert words.count("contoh") == 1
    assert "dijanjikan tiap bulan · contoh" in words
