"""One workbook brings agencies, posts and people: applied whole or not at all, harmless when repeated."""

import datetime as dt
import io
import time
import zipfile

import openpyxl
import pytest
import xlsxwriter

from simpul.accounts.models import User
from simpul.audit.models import Entry
from simpul.core.scope import Scope
from simpul.organizations import errors
from simpul.organizations.models import Agency, AgencyChange, Membership, PeopleSheet, Post
from simpul.organizations.operations import agencies as agency_operations
from simpul.organizations.operations import people_sheets
from simpul.organizations.people_sheet import form, plan, reading
from simpul.organizations.roles import Role
from tests import cast

pytestmark = pytest.mark.django_db

SYSTEM = Scope.system("test")
AGENCIES = [("DLH", "Dinas Lingkungan Hidup", "DLH"), ("DISHUB", "Dinas Perhubungan", "Dishub")]
SEATS = [
    ("Kepala dinas", "Kepala perangkat daerah", "DLH", "Kartika", "kartika@uji.localhost", "2025-01-02"),
    ("Operator data", "Operator data", "DLH", "Oman", "oman@uji.localhost", ""),
    ("Operator data", "operator", "DISHUB", "", "", ""),
]


@pytest.fixture
def scope() -> Scope:
    return cast.scope_of(cast.person("administrator"))


def workbook(agencies=AGENCIES, seats=SEATS, headings=None) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for (name, columns), rows in zip(form.SHEETS.items(), (agencies, seats), strict=True):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, (headings or {}).get(name) or [column.name for column in columns])
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
    return target.getvalue()


def planned(scope, content: bytes) -> plan.Plan:
    return plan.plan(scope=scope, government=cast.government(), content=content)


def kept(scope, content: bytes) -> PeopleSheet:
    return people_sheets.keep_sheet(
        scope=scope, government=cast.government(), name="orang.xlsx", content=content
    )


def applied(scope, content: bytes) -> plan.Plan:
    sheet = kept(scope, content)
    fingerprint = planned(scope, content).fingerprint
    return people_sheets.apply_sheet(scope=scope, sheet=sheet, fingerprint=fingerprint)


def cells(made: plan.Plan) -> list[tuple[str, str]]:
    return [(finding.sheet, finding.cell) for finding in made.findings]


def test_a_workbook_makes_agencies_posts_people_and_puts_them_in(scope):
    applied(scope, workbook())
    kartika = User.objects.get(email="kartika@uji.localhost")
    held = Membership.objects.within(scope).get(user=kartika)
    assert (held.post.title, held.post.role, held.post.agency.code) == (
        "Kepala dinas",
        Role.AGENCY_HEAD,
        "DLH",
    )
    assert held.since == dt.date(2025, 1, 2)
    vacant = Post.objects.within(scope).get(agency__code="DISHUB")
    assert not Membership.objects.within(scope).filter(post=vacant).exists()


def test_the_same_workbook_again_changes_nothing(scope):
    applied(scope, workbook())
    again = planned(scope, workbook())
    assert (again.changes, again.findings) == ([], [])
    assert again.unchanged == {"perangkat daerah": 2, "jabatan": 3, "penempatan": 2}


def test_what_is_taken_away_filled_comes_back_unchanged(scope):
    applied(scope, workbook())
    filled = form.workbook(scope, cast.government(), is_filled=True)
    again = planned(scope, filled)
    assert (again.changes, again.findings) == ([], [])


def test_after_a_merger_two_posts_of_one_title_keep_their_people(scope):
    seats = [
        ("Operator data", "operator", code, f"O {code}", f"{code}@uji.id", "") for code in ("DLH", "DISHUB")
    ]
    applied(scope, workbook(seats=seats))
    source, target = (Agency.objects.within(scope).get(code=code) for code in ("DLH", "DISHUB"))
    day = dt.date(2026, 1, 1)
    agency_operations.merge_agencies(scope=scope, source=source, target=target, effective_on=day)
    again = planned(scope, form.workbook(scope, cast.government(), is_filled=True))
    assert (again.changes, again.findings) == ([], [])


def test_the_empty_template_offers_the_roles_as_a_list(scope):
    book = openpyxl.load_workbook(io.BytesIO(form.workbook(scope, cast.government(), is_filled=False)))
    rules = [rule for rule in book[form.POST_SHEET].data_validations.dataValidation if rule.type == "list"]
    assert [str(rule.sqref) for rule in rules] == ["B2:B5001"]
    listed = [row[0].value for row in book["Petunjuk"]["A2:A16"]]
    assert listed == [str(label) for label in Role.labels]


def test_the_preview_names_what_is_new_and_what_changes(scope):
    applied(scope, workbook())
    renamed = [("DLH", "Dinas Lingkungan Hidup dan Kebersihan", "DLHK"), AGENCIES[1]]
    moved = [(*SEATS[0][:5], "2025-03-01"), SEATS[1], ("Operator data", "Walidata", "DISHUB", "", "", "")]
    lines = [
        (change.kind, change.act, change.detail)
        for change in planned(scope, workbook(renamed, moved)).changes
    ]
    assert lines == [
        ("Perangkat daerah", "berubah", "Dinas Lingkungan Hidup → Dinas Lingkungan Hidup dan Kebersihan"),
        ("Jabatan", "berubah", "Operator data → Walidata"),
        ("Penempatan", "berubah", "Kepala dinas, 2 Januari 2025 → 1 Maret 2025"),
    ]


def test_a_new_name_in_the_workbook_is_kept_in_the_history(scope):
    applied(scope, workbook())
    applied(scope, workbook([("DLH", "Dinas LH", "DLH"), AGENCIES[1]]))
    assert AgencyChange.objects.within(scope).get().old_name == "Dinas Lingkungan Hidup"


FAULTS = [
    ({"agencies": [("", "Dinas Tanpa Kode", "")], "seats": []}, (form.AGENCY_SHEET, "A2"), "Belum diisi"),
    ({"agencies": [*AGENCIES, AGENCIES[0]]}, (form.AGENCY_SHEET, "A4"), "Sama dengan baris 2"),
    ({"agencies": [("X", "N" * 161, "")], "seats": []}, (form.AGENCY_SHEET, "B2"), "Terlalu panjang"),
    ({"seats": [("Juru", "Juru tulis", "DLH", "", "", "")]}, (form.POST_SHEET, "B2"), "Peran tidak dikenal"),
    ({"seats": [("Juru", "operator", "", "", "", "")]}, (form.POST_SHEET, "C2"), "bekerja untuk satu"),
    ({"seats": [("Juru", "operator", "XYZ", "", "", "")]}, (form.POST_SHEET, "C2"), "tidak dikenal"),
    ({"seats": [("Juru", "operator", "DLH", "Budi", "", "")]}, (form.POST_SHEET, "E2"), "belum lengkap"),
    ({"seats": [("Juru", "operator", "DLH", "", "b@uji.id", "")]}, (form.POST_SHEET, "D2"), "belum lengkap"),
    ({"seats": [("Juru", "operator", "DLH", "B", "b@", "")]}, (form.POST_SHEET, "E2"), "Bukan alamat"),
    (
        {"seats": [("Juru", "operator", "DLH", "B", "b@uji.id", "31/2/2026")]},
        (form.POST_SHEET, "F2"),
        "Bukan tanggal",
    ),
    (
        {"seats": [SEATS[0], (*SEATS[1][:3], "Karti", "kartika@uji.localhost", "")]},
        (form.POST_SHEET, "D3"),
        "Berbeda dengan baris 2",
    ),
    (
        {"seats": [SEATS[1], ("Operator data", "Walidata", "DLH", "", "", "")]},
        (form.POST_SHEET, "B3"),
        "Berbeda",
    ),
    ({"seats": [SEATS[0], SEATS[0]]}, (form.POST_SHEET, "E3"), "Sama dengan baris 2"),
]


@pytest.mark.parametrize(("change", "cell", "title"), FAULTS)
def test_a_faulty_cell_is_named_with_what_to_do(scope, change, cell, title):
    made = planned(scope, workbook(**change))
    assert cells(made) == [cell]
    finding = made.findings[0]
    assert title in finding.title
    assert finding.expected
    assert finding.fix


def test_a_code_that_a_sheet_turned_into_a_date_is_told_apart(scope):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, columns in form.SHEETS.items():
            book.add_worksheet(name).write_row(0, 0, [column.name for column in columns])
        book.get_worksheet_by_name(form.AGENCY_SHEET).write_datetime(1, 0, dt.date(2001, 2, 1), day)
        book.get_worksheet_by_name(form.AGENCY_SHEET).write_row(1, 1, ["Dinas A", "A"])
    assert planned(scope, content.getvalue()).findings[0].title == "Terbaca sebagai tanggal"


def test_a_workbook_with_one_fault_is_not_applied_even_in_part(scope):
    content = workbook(seats=[*SEATS, ("Juru", "Juru tulis", "DLH", "", "", "")])
    with pytest.raises(errors.SheetHasErrorsError, match="1 sel"):
        applied(scope, content)
    assert not Agency.objects.within(scope).filter(code="DLH").exists()


def test_a_merged_agency_cannot_come_back_through_the_workbook(scope):
    applied(scope, workbook())
    source, target = (Agency.objects.within(scope).get(code=code) for code in ("DLH", "DISHUB"))
    Agency.objects.within(scope).filter(pk=source.pk).update(ended_on=dt.date(2026, 1, 1), merged_into=target)
    made = planned(scope, workbook(seats=[]))
    assert cells(made) == [(form.AGENCY_SHEET, "A2")]
    assert "Dinas Perhubungan" in made.findings[0].title


def test_a_preview_that_no_longer_holds_is_not_applied(scope):
    content = workbook()
    sheet = people_sheets.keep_sheet(
        scope=scope, government=cast.government(), name="a.xlsx", content=content
    )
    seen = planned(scope, content).fingerprint
    cast.government().agencies.create(code="DLH", name="Dinas Lain", short_name="DL")
    with pytest.raises(errors.SheetChangedError):
        people_sheets.apply_sheet(scope=scope, sheet=sheet, fingerprint=seen)
    assert not Post.objects.within(scope).filter(agency__code="DLH").exists()


def test_a_workbook_is_applied_once_and_its_content_forgotten(scope):
    content = workbook()
    sheet = people_sheets.keep_sheet(
        scope=scope, government=cast.government(), name="a.xlsx", content=content
    )
    fingerprint = planned(scope, content).fingerprint
    people_sheets.apply_sheet(scope=scope, sheet=sheet, fingerprint=fingerprint)
    assert bytes(PeopleSheet.objects.within(scope).get(pk=sheet.pk).content) == b""
    with pytest.raises(errors.SheetChangedError):
        people_sheets.apply_sheet(scope=scope, sheet=sheet, fingerprint=fingerprint)


def test_an_existing_person_keeps_their_name_and_gains_a_post(scope):
    operator = cast.person("operator")
    seat = ("Perencana muda", "Perencana", "DLH", "Nama Lain", operator.email.upper(), "")
    applied(scope, workbook(seats=[seat]))
    operator.refresh_from_db()
    assert operator.name == "Oki"
    assert Membership.objects.within(scope).filter(user=operator).count() == 2


def test_a_deactivated_person_is_not_placed(scope):
    operator = cast.person("operator")
    User.objects.filter(pk=operator.pk).update(is_active=False)
    made = planned(scope, workbook(seats=[("Juru", "Perencana", "DLH", "Oki", operator.email, "")]))
    assert cells(made) == [(form.POST_SHEET, "E2")]


def test_the_last_administrator_cannot_be_turned_into_something_else(scope):
    seat = ("Administrator", "Auditor", "DISKOMINFO", "", "", "")
    with pytest.raises(errors.LastAdministratorError):
        applied(scope, workbook(agencies=[], seats=[seat]))
    assert Post.objects.within(scope).get(title="Administrator").role == Role.ADMINISTRATOR


def test_five_hundred_people_take_a_few_seconds(scope):
    agencies = [(f"D{n:02}", f"Dinas ke-{n}", f"D{n}") for n in range(30)]
    seats = [
        (f"Operator data {n}", "operator", f"D{n % 30:02}", f"Orang {n}", f"o{n}@uji.localhost", "2026-01-05")
        for n in range(500)
    ]
    content = workbook(agencies, seats)
    started = time.process_time()
    made = applied(scope, content)
    assert len(made.placed) == 500
    assert time.process_time() - started < 10
    assert Entry.objects.within(SYSTEM).filter(action="lembar.terapkan").get().details["orang"] == 500


def test_a_workbook_of_one_government_does_not_touch_another(scope):
    theirs = cast.agency("DINKES", cast.neighbour())
    applied(scope, workbook(agencies=[("DINKES", "Dinas Lain", "DL")], seats=[]))
    theirs.refresh_from_db()
    assert theirs.name == "Dinas Kesehatan"


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


ENTITY = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
REFUSED = {
    "not a workbook": (b"kode,nama\n", "bukan XLSX"),
    "empty": (b"", "bukan XLSX"),
    "a zip without sheets": (zipped(**{"a.txt": b"x"}), "rusak"),
    "unpacks to a hundred times its size": (zipped(**{"xl/a.xml": b"0" * 13_000_000}), "terlalu besar"),
    "a document type": (
        zipped(**{"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "DOCTYPE",
    ),
    "large": (b"PK" + b"0" * reading.LIMIT_BYTES, "batasnya 2,0 MB"),
    "a missing sheet": (None, "tidak ada"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_hostile_or_wrong_file_gets_a_clear_sentence(kind):
    content, sentence = REFUSED[kind]
    if content is None:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target) as book:
            book.add_worksheet("Sheet1")
        content = target.getvalue()
    with pytest.raises(errors.SheetRefusedError, match=sentence):
        reading.read(content)


def test_a_missing_column_is_named():
    headings = {form.POST_SHEET: ["jabatan", "peran", "kode perangkat daerah", "nama", "email", "mulai"]}
    with pytest.raises(errors.SheetRefusedError, match="kolom surel"):
        reading.read(workbook(headings=headings))


def test_headings_may_stand_in_another_order_and_beside_others():
    headings = {form.AGENCY_SHEET: ["catatan", "Nama ", "KODE", "singkatan"]}
    read = reading.read(workbook(agencies=[("x", "Dinas A", 101, "A")], headings=headings))
    row = read[form.AGENCY_SHEET][0]
    assert (row.text("kode"), row.text("nama"), row.cell("kode")) == ("101", "Dinas A", "C2")


def test_a_row_far_below_the_limit_is_refused_and_not_lost():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for name, columns in form.SHEETS.items():
            book.add_worksheet(name).write_row(0, 0, [column.name for column in columns])
        book.get_worksheet_by_name(form.AGENCY_SHEET).write_row(40_000, 0, ["A", "Dinas A", "A"])
    with pytest.raises(errors.SheetRefusedError, match=r"5\.000 baris"):
        reading.read(target.getvalue())
