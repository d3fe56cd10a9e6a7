"""The form of the workbook: two sheets, their columns, and an empty or filled one to take away."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import queries, roles
from simpul.organizations.models import Agency, Government, Membership, Post


@dataclass(frozen=True)
class Column:
    """A column as the template shows it; `hint` appears when the cell is chosen."""

    name: str
    width: int
    hint: str
    is_needed: bool = True


AGENCY_SHEET = "Perangkat Daerah"
AGENCY_COLUMNS = (
    Column("kode", 12, "Kode singkat yang tidak berganti, misalnya DINKES atau 1.02.01"),
    Column("nama", 52, "Nama lengkap menurut peraturan daerah"),
    Column("singkatan", 22, "Nama pendek untuk tabel dan papan", is_needed=False),
)
POST_SHEET = "Jabatan dan Orang"
POST_COLUMNS = (
    Column("jabatan", 40, "Sebutan jabatannya, misalnya Operator data"),
    Column("peran", 28, "Pilih dari daftar"),
    Column(
        "kode perangkat daerah",
        22,
        "Kode dari lembar Perangkat Daerah; boleh kosong",
        is_needed=False,
    ),
    Column("nama", 32, "Nama orangnya; kosong bila belum terisi", is_needed=False),
    Column("surel", 34, "Alamat surel kedinasan", is_needed=False),
    Column("mulai", 14, "Tanggal mulai menjabat; kosong berarti hari ini", is_needed=False),
)
SHEETS = {AGENCY_SHEET: AGENCY_COLUMNS, POST_SHEET: POST_COLUMNS}
ROLE_LABELS = tuple(str(label) for label in roles.Role.labels)
_LAST_ROW = 5000


def workbook(scope: Scope, government: Government, *, is_filled: bool) -> bytes:
    """The workbook (XLSX) with its headings and lists, empty or filled with the present state."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        rows = {AGENCY_SHEET: _agency_rows(scope, government), POST_SHEET: _post_rows(scope, government)}
        for name, columns in SHEETS.items():
            _write(book, name, columns, rows[name] if is_filled else ())
        _write_instructions(book)
    return target.getvalue()


def _write(book: Any, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#E1EFF0", "bottom": 1, "valign": "vcenter"})
    day, text = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "@"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, day if column.name == "mulai" else text)
        sheet.write_string(0, place, column.name, head)
        hint = {"validate": "any", "input_title": column.name[:32], "input_message": column.hint}
        rule = hint | ({"validate": "list", "source": "=peran"} if column.name == "peran" else {})
        sheet.data_validation(1, place, _LAST_ROW, place, rule)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            sheet.write(number, place, value, day if columns[place].name == "mulai" else text)


def _write_instructions(book: Any) -> None:
    """Roles and rules on a third sheet, which is not read back; the list of roles lives there."""
    sheet = book.add_worksheet("Petunjuk")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Peran", "Petunjuk"], bold)
    sheet.write_column(1, 0, ROLE_LABELS)
    sheet.write_column(1, 1, _INSTRUCTIONS)
    book.define_name("peran", f"=Petunjuk!$A$2:$A${len(ROLE_LABELS) + 1}")


_INSTRUCTIONS = (
    "Isi lembar Perangkat Daerah dahulu; kodenya dipakai di lembar Jabatan dan Orang.",
    "Satu baris untuk satu orang pada satu jabatan. Jabatan yang belum terisi: kosongkan nama dan surel.",
    "Orang dikenali dari surelnya, perangkat daerah dari kodenya, jabatan dari sebutan dan kodenya.",
    "Mengunggah berkas yang sama sekali lagi tidak mengubah apa pun.",
    "Yang tidak tertulis di sini tidak dihapus. Mengakhiri dan menggabung dilakukan di halaman Kelola.",
    "Undangan tidak terkirim sendiri. Setelah diterapkan, kirim sekaligus dari halaman Orang.",
)


def _agency_rows(scope: Scope, government: Government) -> list[tuple[Any, ...]]:
    found = Agency.objects.within(scope).living().filter(government=government).order_by("code")
    return [(agency.code, agency.name, agency.short_name) for agency in found]


def _post_rows(scope: Scope, government: Government) -> list[tuple[Any, ...]]:
    """One row for each person in a post, and one for each post that nobody holds."""
    held: dict[int, list[Membership]] = {}
    for membership in queries.serving(scope, clock.today(government.zone)):
        held.setdefault(membership.post_id, []).append(membership)
    found = Post.objects.within(scope).filter(government=government).select_related("agency")
    return [
        (*_post_cells(post), *_person_cells(membership))
        for post in found.order_by("agency__code", "title", "pk")
        for membership in held.get(post.pk, [None])
    ]


def _post_cells(post: Post) -> tuple[str, ...]:
    return (post.title, str(roles.Role(post.role).label), post.agency.code if post.agency else "")


def _person_cells(membership: Membership | None) -> tuple[Any, ...]:
    if membership is None:
        return ("", "", "")
    return (membership.user.name, membership.user.email, membership.since)
