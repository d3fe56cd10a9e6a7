"""The pages under /kelola/: who may enter, what they say, and that they ask before they act."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from simpul.accounts import api as accounts
from simpul.accounts.models import User
from simpul.core.scope import Scope
from simpul.organizations import checklist, sections, urls
from simpul.organizations.models import Agency, Membership, Post
from simpul.organizations.operations import people_sheets, posts
from simpul.organizations.people_sheet import form as sheet_form
from simpul.organizations.roles import Role
from simpul.site import operations_urls
from tests import cast

pytestmark = pytest.mark.django_db

SYSTEM = Scope.system("test")
DAY = dt.date(2026, 1, 2)
PUBLIC = {"areas", "area", "first-start", "crest"}
SECRETS = ("Dinkes", "Oki", "Hana", "Kepala dinas", "orang.xlsx", "oki@")


@pytest.fixture
def ids() -> dict[str, object]:
    """Keys of things of Kabupaten Uji, by the name that a route gives them."""
    operator, administrator = cast.person("operator"), cast.person("administrator")
    scope = cast.scope_of(administrator)
    sheet = people_sheets.keep_sheet(
        scope=scope, government=cast.government(), name="orang.xlsx", content=filled(scope)
    )
    restoration = accounts.Restoration.objects.create(
        government_id=cast.government().pk,
        user=operator,
        reason="datang sendiri",
        requested_by=cast.person("second_administrator"),
        requested_at=timezone.now(),
        expires_at=timezone.now() + dt.timedelta(hours=24),
    )
    membership = Membership.objects.within(scope).get(user=operator)
    return {
        "agency": membership.post.agency_id,
        "post": membership.post_id,
        "membership": membership.pk,
        "people-sheet": sheet.pk,
        "restoration": restoration.pk,
        "public_id": operator.public_id,
    }


def filled(scope: Scope) -> bytes:
    return sheet_form.workbook(scope, cast.government(), is_filled=True)


def paths(ids: dict[str, object]) -> list[str]:
    """Every closed address of the area and of the installation, filled with those keys."""
    routes = [*urls.urlpatterns, *operations_urls.urlpatterns]
    named = [route for route in routes if isinstance(route, URLPattern) and route.name not in PUBLIC]
    return [
        reverse(str(route.name), kwargs=arguments(route, ids))
        for route in named
        if "kelola" in str(route.pattern)
    ]


def arguments(route: URLPattern, ids: dict[str, object]) -> dict[str, object]:
    values = {"public_id": ids["public_id"], "draft_id": 1, "kind": "surel", "job_id": ids["public_id"]}
    found = {name: values[name] for name in route.pattern.converters if name != "pk"}
    if "pk" in route.pattern.converters:
        kind = max((key for key in ids if str(route.name).startswith(key)), key=len)
        found["pk"] = ids[kind]
    return found


def answers(client, ids) -> list[tuple[str, str, int, str]]:
    return [
        (path, method, answer.status_code, text_of(answer) + answer.get("Location", ""))
        for path in paths(ids)
        for method in ("get", "post")
        for answer in [getattr(client, method)(path, {"yakin": "ya"})]
    ]


def text_of(answer) -> str:
    """The words of a page, or of all cells of a workbook."""
    if "spreadsheet" not in answer["Content-Type"]:
        return answer.content.decode()
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)


def test_the_walk_meets_every_closed_address(ids):
    assert len(paths(ids)) == len(set(paths(ids))) > 35


def test_a_visitor_is_led_to_sign_in_everywhere(ids):
    for path, method, status, content in answers(cast.client_for(), ids):
        assert status == 302, (path, method)
        assert "/masuk/" in content


def test_an_operator_finds_nothing_here(ids):
    operator = cast.person("operator")
    for path, method, status, content in answers(cast.client_for(operator), ids):
        assert status == 404, (path, method)
        assert not any(secret in content for secret in ("Dinas Pendidikan", "orang.xlsx"))


def test_an_administrator_of_another_government_reaches_nothing_with_our_keys(ids):
    stranger = cast.person("administrator", cast.neighbour())
    before = list(User.objects.order_by("pk").values_list("pk", "is_active", "name"))
    ours = [f"/{key}/" for key in ids.values()]
    # Drafts of outlines and jobs have keys of their own, so there these name nothing at all.
    closed = [path for path in paths(ids) if "/peta/" not in path and "/operasi/" not in path]
    with_our_keys = {path for path in closed if any(key in path for key in ours)}
    for path, method, status, content in answers(cast.client_for(stranger, cast.neighbour()), ids):
        assert not any(secret in content for secret in SECRETS), (path, method)
        if path in with_our_keys:
            assert status in (404, 405), (path, method)
    assert list(User.objects.order_by("pk").values_list("pk", "is_active", "name")) == before


def test_an_administrator_of_another_government_is_nobody_at_our_address(ids):
    stranger = cast.person("administrator", cast.neighbour())
    for path, method, status, content in answers(cast.client_for(stranger), ids):
        assert status == 404, (path, method)
        assert not any(secret in content for secret in SECRETS), (path, method)


def test_the_auditor_sees_operation_and_changes_nothing(ids):
    client = cast.client_for(cast.person("auditor"))
    assert client.get("/kelola/operasi/").status_code == 200
    assert client.post("/kelola/operasi/cadangan/").status_code == 404
    rooms = [room.label for room in sections.links_for(cast.scope_of(cast.person("auditor")))]
    assert {"Ringkasan", "Operasi"} <= set(rooms)
    assert not {"Perangkat daerah", "Jabatan", "Orang", "Pengaturan"} & set(rooms)


def test_the_home_says_what_is_missing_and_whose_turn_it_is():
    page = cast.client_for(cast.person("administrator")).get("/kelola/").content.decode()
    assert "Masih memakai lambang netral." in page
    assert "Belum ada: Operator data, Kepala perangkat daerah, Walidata." in page
    assert page.count('data-di="kini"') == 1
    for part in ("operator", "head", "walidata"):
        cast.person(part)
    page = cast.client_for(cast.person("administrator")).get("/kelola/").content.decode()
    assert "Ada yang mengunggah, menyetujui, dan memeriksa." in page


def test_each_step_leads_somewhere_that_the_administrator_may_open():
    administrator = cast.person("administrator")
    scope, client = cast.scope_of(administrator), cast.client_for(administrator)
    walked = checklist.walk(scope, cast.government())
    assert [step.key for step, _found in walked] == [
        "lambang", "perangkat", "orang", "undangan", "peta", "data", "surel", "alamat", "cadangan",
    ]  # fmt: skip
    for step, found in walked:
        if scope.has(step.capability):
            assert client.get(found.url).status_code == 200, step.key


LISTS = {
    "/kelola/perangkat-daerah/": ("Dinas Kesehatan", "Dinas Pendidikan", "?cari=kesehatan"),
    "/kelola/jabatan/": ("Kepala dinas", "Oki", "?peran=kepala"),
    "/kelola/orang/": ("Hana", "Oki", "?peran=kepala"),
}


@pytest.fixture
def staffed() -> User:
    for part in ("operator", "head", "other_operator"):
        cast.person(part)
    return cast.person("administrator")


@pytest.mark.parametrize("path", LISTS)
def test_a_list_filters_sorts_and_goes_away_as_it_is_filtered(staffed, path):
    kept, dropped, query = LISTS[path]
    client = cast.client_for(staffed)
    everything, filtered = (client.get(path + part).content.decode() for part in ("", query))
    assert kept in everything
    assert dropped in everything
    assert kept in filtered
    assert dropped not in filtered
    taken = client.get(f"{path}{query}&bentuk=csv")
    assert taken["Content-Type"].startswith("text/csv")
    assert kept in taken.content.decode()
    assert dropped not in taken.content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{path}{query}&bentuk=xlsx").content))
    assert book.active.max_row == 2
    up, down = (client.get(f"{path}?bentuk=csv&urut={order}").content for order in ("name", "-name"))
    assert sorted(up.splitlines()) == sorted(down.splitlines())


def test_a_list_asks_as_many_queries_for_many_people_as_for_few(staffed, django_assert_num_queries):
    client = cast.client_for(staffed)
    counts = []
    for _round in range(2):
        with django_assert_num_queries(1000, exact=False) as queries:
            client.get("/kelola/orang/")
        counts.append(len(queries))
        for part in ("walidata", "planner", "leader", "auditor", "assessor"):
            cast.person(part)
    assert counts[0] == counts[1]


def test_a_cell_of_an_export_never_runs_as_a_formula(staffed):
    Agency.objects.create(government=cast.government(), code="X", name="=1+1", short_name="@x")
    client = cast.client_for(staffed)
    assert "'=1+1,'@x" in client.get("/kelola/perangkat-daerah/?bentuk=csv").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get("/kelola/perangkat-daerah/?bentuk=xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"] or [cell.quotePrefix for cell in cells]


def test_an_agency_is_added_renamed_and_merged_in_the_browser(staffed):
    client = cast.client_for(staffed)
    client.post("/kelola/perangkat-daerah/tambah/", {"code": "DLH", "name": "Dinas LH", "short_name": "DLH"})
    added = Agency.objects.within(SYSTEM).get(code="DLH")
    new_name = {"name": "Dinas Lingkungan", "short_name": "DL", "effective_on": "2026-01-02"}
    client.post(f"/kelola/perangkat-daerah/{added.pk}/nama/", new_name)
    target = cast.agency("DINKES", cast.government())
    merger = {"target": target.pk, "effective_on": "2026-01-03", "legal_basis": "Perda 3/2025"}
    asked = client.post(f"/kelola/perangkat-daerah/{added.pk}/gabung/", merger).content.decode()
    assert "Penggabungan ini tidak dapat dibatalkan." in asked
    added.refresh_from_db()
    assert added.is_living
    client.post(f"/kelola/perangkat-daerah/{added.pk}/gabung/", {**merger, "yakin": "ya"})
    page = client.get(f"/kelola/perangkat-daerah/{added.pk}/").content.decode()
    for told in ("Dinas LH menjadi Dinas Lingkungan", "Digabung ke Dinas Kesehatan", "Perda 3/2025"):
        assert told in page
    assert (
        "Menerima Dinas Lingkungan" in client.get(f"/kelola/perangkat-daerah/{target.pk}/").content.decode()
    )


def test_a_taken_code_is_told_at_its_field_and_nothing_typed_is_lost(staffed):
    sent = {"code": "DINKES", "name": "Dinas Baru Sekali", "short_name": "DBS"}
    page = cast.client_for(staffed).post("/kelola/perangkat-daerah/tambah/", sent).content.decode()
    assert "Kode DINKES sudah dipakai Dinas Kesehatan" in page
    assert 'value="Dinas Baru Sekali"' in page


def test_ending_a_term_asks_and_then_keeps_it_in_the_record(staffed):
    held = Membership.objects.within(SYSTEM).get(user=cast.person("operator"))
    client, path = cast.client_for(staffed), f"/kelola/penempatan/{held.pk}/akhiri/"
    asked = client.post(path, {"until": "2026-01-02"}).content.decode()
    assert "tidak lagi memiliki hak Operator data" in asked
    held.refresh_from_db()
    assert held.until is None
    client.post(path, {"until": "2026-01-02", "yakin": "ya"})
    held.refresh_from_db()
    assert held.until == DAY
    assert (
        "1 Januari 2020 sampai 2 Januari 2026"
        in client.get(f"/kelola/jabatan/{held.post_id}/").content.decode()
    )


ASKING = ("cabut", "batalkan")


@pytest.mark.parametrize("act", ASKING)
def test_an_act_against_an_account_asks_first(staffed, act):
    operator = cast.person("operator")
    answer = cast.client_for(staffed).post(f"/kelola/orang/{operator.public_id}/{act}/")
    assert answer.status_code == 200
    assert 'name="yakin"' in answer.content.decode()
    operator.refresh_from_db()
    assert operator.is_active


def test_an_invitation_is_sent_again_and_revoked(staffed):
    scope = cast.scope_of(staffed)
    seat = posts.add_post(scope=scope, government=cast.government(), title="Baru", role=Role.PLANNER)
    user = User.objects.create_user(email="baru@uji.id", name="Baru")
    posts.appoint(scope=scope, post=seat, user=user, since=DAY)
    client, path = cast.client_for(staffed), f"/kelola/orang/{user.public_id}"
    client.post(f"{path}/undang/")
    client.post(f"{path}/undang/")
    invitations = accounts.Invitation.objects.within(scope).filter(user=user)
    assert invitations.count() == 2
    assert "Diundang" in client.get(f"{path}/").content.decode()
    client.post(f"{path}/batalkan/", {"yakin": "ya"})
    assert not invitations.unanswered().exists()
    assert "Undangan dibatalkan" in client.get(f"{path}/").content.decode()


def test_a_lost_factor_takes_two_administrators(staffed):
    operator = cast.person("operator", factor=True)
    first, second = cast.client_for(staffed), cast.client_for(cast.person("second_administrator"))
    first.post(f"/kelola/orang/{operator.public_id}/pulihkan/", {"reason": "datang sendiri"})
    restoration = accounts.Restoration.objects.within(SYSTEM).get()
    path = f"/kelola/pemulihan/{restoration.pk}/setujui/"
    assert first.post(path, {"yakin": "ya"}).status_code == 403
    assert "datang sendiri" in second.get("/kelola/pemulihan/").content.decode()
    assert "Putuskan pemulihan pengaman kedua Oki" in second.get("/kelola/").content.decode()
    assert "Putuskan pemulihan" not in first.get("/kelola/").content.decode()
    assert "semua sesinya berakhir" in second.post(path).content.decode()
    assert operator.pk in accounts.enrolled([operator.pk])
    second.post(path, {"yakin": "ya"})
    assert operator.pk not in accounts.enrolled([operator.pk])
    assert "Sudah diputus" in first.get("/kelola/pemulihan/").content.decode()


def test_nobody_outside_the_government_is_restored_here(staffed):
    stranger = cast.person("operator", cast.neighbour(), factor=True)
    answer = cast.client_for(staffed).post(
        f"/kelola/orang/{stranger.public_id}/pulihkan/", {"reason": "katanya begitu"}
    )
    assert answer.status_code == 404
    assert not accounts.Restoration.objects.within(SYSTEM).exists()


def test_the_workbook_goes_from_upload_through_preview_to_people(staffed):
    client, content = cast.client_for(staffed), filled(cast.scope_of(staffed))
    Post.objects.within(SYSTEM).filter(title="Kepala dinas").update(title="Kepala lama")
    upload = io.BytesIO(content)
    upload.name = "orang.xlsx"
    answer = client.post("/kelola/orang/lembar/", {"file": upload})
    preview = client.get(answer["Location"])
    plan = preview.context["plan"]
    assert [change.act for change in plan.changes] == ["baru", "baru"]
    assert "Siap diterapkan" in preview.content.decode()
    assert "belum diterapkan" in client.get("/kelola/orang/lembar/").content.decode()
    client.post(f"{answer['Location']}terapkan/", {"jejak": plan.fingerprint})
    assert Post.objects.within(SYSTEM).filter(title="Kepala dinas").exists()
    assert client.get(answer["Location"]).status_code == 404


def test_a_file_that_is_no_workbook_is_refused_at_its_field(staffed):
    upload = io.BytesIO(b"kode,nama")
    upload.name = "orang.csv"
    page = cast.client_for(staffed).post("/kelola/orang/lembar/", {"file": upload}).content.decode()
    assert "Berkas ini bukan XLSX" in page


def test_no_address_of_kelola_is_forgotten_by_the_walk():
    found = [
        str(pattern.pattern) for include in get_resolver().url_patterns for pattern in include.url_patterns
    ]
    ours = [str(route.pattern) for route in (*urls.urlpatterns, *operations_urls.urlpatterns)]
    assert [route for route in found if route.startswith("kelola/") and route not in ours] == []
