"""The public pages of area codes and the page where outlines are imported."""

import csv
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from simpul.core import clock
from simpul.organizations.areas import geojson, load, outlines
from simpul.organizations.models import Area, Government
from tests import cast
from tests.organizations import small_map
from tests.organizations.small_map import box, collection, feature

pytestmark = pytest.mark.django_db


@pytest.fixture
def uji(tmp_path: Path) -> Government:
    load.load(day=clock.today("Asia/Jakarta"), path=small_map.table_file(tmp_path))
    return cast.government()


@pytest.fixture
def visitor(uji: Government) -> Client:
    return cast.client_for(None, uji)


@pytest.fixture
def adi(uji: Government) -> Client:
    return cast.client_for(cast.person("administrator", uji), uji)


def rows_of(response: object) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(text.splitlines()))


def upload(client: Client, raw: bytes, **fields: str) -> object:
    return client.post("/kelola/peta/", {"file": SimpleUploadedFile("uji.geojson", raw), **fields})


def held(government: Government) -> int:
    scope = cast.scope_of(cast.person("administrator", government), government)
    return sum(stored for _label, stored, _known in outlines.coverage(scope, government))


def test_without_words_the_page_begins_with_the_provinces(visitor: Client) -> None:
    page = visitor.get("/wilayah/").content.decode()
    assert "Uji Raya" in page
    assert "Kabupaten Uji" not in page.split('<main id="isi"')[1].split("</main>")[0]


def test_a_found_area_says_where_it_lies(visitor: Client) -> None:
    page = visitor.get("/wilayah/", {"cari": "lubuk jaya"}).content.decode()
    assert "1 wilayah cocok" in page
    assert "Tanah Barat, Kabupaten Uji, Uji Raya" in page


def test_what_is_not_found_is_said_with_a_way_on_and_the_words_are_kept(visitor: Client) -> None:
    page = visitor.get("/wilayah/", {"cari": "<b>antah"}).content.decode()
    assert "Tidak ada wilayah bernama “&lt;b&gt;antah”" in page
    assert "Periksa ejaannya" in page


def test_the_list_is_narrowed_sorted_and_exported(visitor: Client) -> None:
    asked = {"cari": "tanah", "tingkat": "3", "urut": "-name", "bentuk": "csv"}
    rows = rows_of(visitor.get("/wilayah/", asked))
    assert [row["nama"] for row in rows] == ["Tanah Timur", "Tanah Barat"]
    assert {row["sumber"] for row in rows} == {"idn-area-data 4.0.1, ODbL 1.0"}


def test_senseless_filters_are_ignored(visitor: Client) -> None:
    asked = {"cari": "tanah", "tingkat": "9", "urut": "password", "halaman": "x"}
    assert visitor.get("/wilayah/", asked).status_code == 200


def test_an_area_shows_its_codes_history_and_what_lies_beneath(visitor: Client, tmp_path: Path) -> None:
    renamed = [
        *small_map.TABLE[:2],
        ("99.01.01", "Tanah Harapan", 3, "kecamatan", "99.01"),
        *small_map.TABLE[3:],
    ]
    load.load(day=clock.today("Asia/Jakarta"), path=small_map.table_file(tmp_path, renamed))
    page = visitor.get("/wilayah/99.01.01/").content.decode()
    assert "Tanah Harapan" in page
    assert "Tanah Barat, sampai" in page
    assert "2 wilayah di dalamnya" in page
    rows = rows_of(visitor.get("/wilayah/99.01/", {"bentuk": "csv"}))
    assert [row["kode"] for row in rows][:3] == ["99.01", "99.01.01", "99.01.01.2001"]


def test_an_area_that_ended_says_so_and_an_unknown_one_is_not_there(visitor: Client) -> None:
    Area.objects.filter(code="99.71").update(valid_until="2026-11-21")
    assert (
        "tidak ada lagi dalam tabel sejak 21 November 2026" in visitor.get("/wilayah/99.71/").content.decode()
    )
    assert visitor.get("/wilayah/99.99/").status_code == 404


def test_before_the_table_is_loaded_the_page_says_how() -> None:
    page = cast.client_for(None, cast.government()).get("/wilayah/").content.decode()
    assert "simpul areas load" in page


def test_the_number_of_queries_does_not_grow_with_the_list(
    visitor: Client, django_assert_max_num_queries: object
) -> None:
    Area.objects.bulk_create(
        Area(
            code=f"99.01.01.{number}",
            name=f"Tanah {number}",
            level=4,
            kind="desa",
            parent_code="99.01.01",
            search_name=f"tanah{number}",
        )
        for number in range(3001, 3100)
    )
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        visitor.get("/wilayah/", {"cari": "tanah"})


def test_a_good_file_is_previewed_and_saved_only_after_a_yes(adi: Client, uji: Government) -> None:
    response = upload(adi, collection(feature("99.01"), feature("99.01.01")))
    assert response.url == "/kelola/peta/pratinjau/"  # type: ignore[attr-defined]
    preview = adi.get("/kelola/peta/pratinjau/")
    assert "2 garis batas siap disimpan" in preview.content.decode()
    assert "Tanah Timur" in preview.content.decode()
    assert held(uji) == 0
    draft = preview.context["draft"]
    saved = adi.post(f"/kelola/peta/{draft.pk}/simpan/", follow=True)
    assert "2 garis batas tersimpan." in saved.content.decode()
    assert held(uji) == 2


def test_a_refused_feature_is_named_with_its_reason_and_saving_is_not_offered(
    adi: Client, uji: Government
) -> None:
    upload(adi, collection(feature("99.01.01"), feature("99.01.77", box(116, -2.4, 116.1, -2))))
    preview = adi.get("/kelola/peta/pratinjau/")
    page = preview.content.decode()
    assert "1 bidang perlu dibetulkan dahulu" in page
    assert "Kode 99.01.77 tidak dikenal" in page
    assert "/simpan/" not in page
    assert adi.post(f"/kelola/peta/{preview.context['draft'].pk}/simpan/").status_code == 400
    assert held(uji) == 0


def test_a_discarded_file_leaves_nothing_behind(adi: Client, uji: Government) -> None:
    upload(adi, collection(feature("99.01")))
    draft = adi.get("/kelola/peta/pratinjau/").context["draft"]
    assert "uji.geojson" in adi.get("/kelola/peta/").content.decode()
    adi.post(f"/kelola/peta/{draft.pk}/buang/")
    assert adi.get("/kelola/peta/pratinjau/").status_code == 302
    assert adi.post(f"/kelola/peta/{draft.pk}/simpan/").status_code == 409
    assert held(uji) == 0


@pytest.mark.parametrize(
    "raw", [b"PK\x03\x04", b"[]", b"x" * (geojson.WEB_LIMIT_BYTES + 1)], ids=["zip", "list", "large"]
)
def test_an_unreadable_file_gets_its_reason_at_the_field(adi: Client, raw: bytes) -> None:
    page = upload(adi, raw).content.decode()  # type: ignore[attr-defined]
    assert "GeoJSON" in page
    assert "medan--galat" in page


def test_the_draft_of_another_government_cannot_be_saved(adi: Client, uji: Government) -> None:
    other = cast.neighbour()
    scope = cast.scope_of(cast.person("administrator", other), other)
    outlines.keep_draft(
        scope=scope, government=other, raw=collection(feature("99.02", box(116, -3, 117, -2))), file_name="x"
    )
    draft = outlines.draft_of(scope, other)
    assert draft is not None
    assert adi.post(f"/kelola/peta/{draft.pk}/simpan/").status_code == 409
    assert adi.post(f"/kelola/peta/{draft.pk}/buang/").status_code == 409
    assert outlines.draft_of(scope, other) == draft


@pytest.mark.parametrize("part", ["operator", "walidata", "leader", "auditor"])
def test_who_does_not_manage_settings_finds_no_import_page(uji: Government, part: str) -> None:
    assert cast.client_for(cast.person(part, uji), uji).get("/kelola/peta/").status_code == 404
