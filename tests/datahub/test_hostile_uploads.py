"""Wrong and hostile files, sent through the page and checked by real workers: one clear sentence, bounded memory."""

import csv
import io
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils.html import escape

from simpul.core import jobs, periods
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.datahub.intake.enums import IN_MACHINE, SubmissionState
from simpul.datahub.intake.sheets import errors
from simpul.datahub.standards import templates
from simpul.documents import api as documents
from tests import cast, processes
from tests.datahub import population, situations
from tests.datahub.intake import corpus
from tests.torture import visitors

pytestmark = [pytest.mark.django_db(transaction=True)]

MEGABYTE: Final = 1024 * 1024
PEAK_KB: Final = 400 * 1024
RENAMED: Final = {
    "pdf_renamed",
    "jpeg_renamed",
    "docx_renamed",
    "cut_in_half",
    "other_headings",
    "binary_named_csv",
    "opendocument",
    "no_cells",
}
CHOSEN: Final = {name: corpus.BROKEN[name] for name in sorted((corpus.HOSTILE | RENAMED) - {"heavy_csv"})}
SENTENCE: Final = re.compile(
    r"(unggah|kirim|bagi|pakai|hapus|pilih|simpan|betulkan|salin|unduh|pindahkan)", re.IGNORECASE
)


@pytest.fixture
def dataset() -> datahub.Dataset:
    """Population by district, of Kabupaten Uji."""
    return _defined("penduduk", population.DESCRIPTOR)


def _defined(code: str, descriptor: dict[str, Any]) -> datahub.Dataset:
    situations.areas()
    owner = cast.government()
    return datahub.define_dataset(
        scope=Scope.system("tes", owner.pk), descriptor=descriptor, government=owner,
        agency=cast.agency("DINKES", owner), code=code, title=code.title(), frequency="tahunan",
    )  # fmt: skip


@pytest.fixture
def browser() -> Client:
    return cast.client_for(cast.person("operator"))


@pytest.fixture
def peak() -> Iterator[dict[int, int]]:
    """Workers of both queues at work; what each of their processes held at most, in KiB."""
    held: dict[int, int] = {}
    options = {"SIMPUL_LOG_LEVEL": "WARNING"}
    with (
        processes.running("worker", "--queue", "quick", "--interval", "0.05", **options) as quick,
        processes.running("worker", "--queue", "heavy", "--interval", "0.05", **options) as heavy,
        _watched([quick.pid, heavy.pid], held),
    ):
        yield held


class _watched:
    """Looks every fiftieth of a second how much the processes of these groups have held at most."""

    def __init__(self, groups: list[int], held: dict[int, int]) -> None:
        self.groups, self.held, self.over = groups, held, threading.Event()
        self.thread = threading.Thread(target=self._look)

    def _look(self) -> None:
        while not self.over.wait(0.02):
            for group in self.groups:
                self.held.update(visitors.memory_kb(group, "VmHWM"))

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_problem: object) -> None:
        self.over.set()
        self.thread.join()


def send(browser: Client, code: str, name: str, content: bytes, **fields: str) -> Any:
    """Through the page, as a form without scripts."""
    form = {"period": situations.last_year(), "key": f"{name}-{len(content)}"} | fields
    return browser.post(f"/data/{code}/unggah/", form | {"file": SimpleUploadedFile(name, content)})


def checked(browser: Client, code: str, name: str, content: bytes) -> datahub.Submission:
    """Sent, and looked at by a worker."""
    answer = send(browser, code, name, content)
    assert answer.status_code == 302, (name, answer.status_code, answer.content[:500])
    pk = int(answer["Location"].rstrip("/").rsplit("/", 1)[1])
    query = datahub.Submission.everywhere.exclude(state__in=IN_MACHINE).select_related("file")
    found: datahub.Submission = processes.until(lambda: query.filter(pk=pk).first(), 60)
    return found


def good_rows() -> list[list[Any]]:
    """One row for each district, without a fault."""
    year = int(situations.last_year())
    return [[code, name, 10, 20, 30, year] for code, name, _bps in situations.DISTRICTS]


def as_csv(lines: list[list[Any]], coding: str = "utf-8") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows([population.HEADINGS, *lines])
    return buffer.getvalue().encode(coding)


def template_of(dataset: datahub.Dataset, year: str, folder: Path) -> bytes:
    """The filled-in template of a data set for a year."""
    path = folder / f"{dataset.code}-{year}.xlsx"
    templates.write_for(dataset, periods.parse(year), path)
    return path.read_bytes()


def _complaint(browser: Client, submission: datahub.Submission, error: type[errors.SheetError]) -> str:
    """What is wrong with the answer to a file that cannot be read; "" when all is well."""
    if submission.state != SubmissionState.UNREADABLE:
        return f"state {submission.state}"
    shape = re.sub(r"%\\\((\w+)\\\)s", ".+", re.escape(str(error.default_message)))
    if not re.fullmatch(shape, submission.problem, re.DOTALL):
        return f"another sentence: {submission.problem}"
    page = browser.get(submission.get_absolute_url()).content.decode()
    if page.count(escape(submission.problem)) != 1 or not SENTENCE.search(submission.problem):
        return f"not shown once with its next step: {submission.problem}"
    return ""


def test_hostile_files_get_their_sentence_are_kept_and_cost_bounded_memory(
    dataset: datahub.Dataset, browser: Client, peak: dict[int, int], tmp_path: Path
) -> None:
    found: dict[str, str] = {}
    for name, (build, error) in CHOSEN.items():
        path = build(tmp_path)
        content = path.read_bytes()
        with override_settings(UPLOAD_LIMIT_BYTES=200 * MEGABYTE):
            submission = checked(browser, "penduduk", path.name, content)
        found[name] = _complaint(browser, submission, error)
        kept = documents.path_of(submission.file.sha256)
        found[name] += "" if kept.read_bytes() == content else " · file not kept as sent"
    last = checked(browser, "penduduk", "baik.csv", as_csv(good_rows()))

    assert {name: complaint for name, complaint in found.items() if complaint} == {}
    assert last.state == SubmissionState.READY
    assert len(peak) > 2, "no heavy file was checked in a child"
    assert max(peak.values()) < PEAK_KB, peak


def test_templates_of_another_data_set_and_of_another_year_say_what_to_do(
    dataset: datahub.Dataset, browser: Client, tmp_path: Path
) -> None:
    year = situations.last_year()
    other = _defined("stunting", situations.DESCRIPTOR)
    told = [
        (template_of(other, year, tmp_path), errors.OtherDataset),
        (template_of(dataset, situations.last_year(2), tmp_path), errors.OtherPeriod),
    ]

    for content, error in told:
        answer = send(browser, "penduduk", f"{error.__name__}.xlsx", content)
        assert answer.status_code == 302
        jobs.drain()
        submission = datahub.Submission.everywhere.select_related("file").latest("pk")
        assert _complaint(browser, submission, error) == ""


def _with_nul() -> bytes:
    return as_csv(good_rows()).replace(b"Hulu", b"Hu\x00lu")


def _formulas() -> bytes:
    """Sums as formulas without a kept result, as a program writes them that does not calculate."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(population.HEADINGS)
    for place, row in enumerate(good_rows(), start=2):
        sheet.append([*row[:4], f"=C{place}+D{place}", row[5]])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _with_signs() -> list[list[Any]]:
    return [[code, f"{name} – é", *rest] for code, name, *rest in good_rows()]


def _command() -> bytes:
    return as_csv([[row[0], '=HYPERLINK("http://x")', *row[2:]] for row in good_rows()])


ODD: Final[dict[str, tuple[str, Callable[[], bytes], set[str]]]] = {
    "cp1252": ("windows.csv", lambda: as_csv(_with_signs(), "cp1252"), {"siap-dikirim"}),
    "utf-16": ("unicode.csv", lambda: as_csv(good_rows(), "utf-16"), {"siap-dikirim"}),
    "nul": ("nol.csv", _with_nul, {"siap-dikirim", "perlu-dibetulkan", "tak-terbaca"}),
    "formulas": ("rumus.xlsx", _formulas, {"perlu-dibetulkan"}),
    "command": ("perintah.csv", _command, {"siap-dikirim", "perlu-dibetulkan"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_but_honest_file_is_read_or_refused_and_never_fails(
    dataset: datahub.Dataset, browser: Client, kind: str
) -> None:

    name, build, states = ODD[kind]
    answer = send(browser, "penduduk", name, build())
    jobs.drain()

    submission = datahub.Submission.everywhere.latest("pk")
    page = browser.get(answer["Location"])
    assert submission.state in states, (submission.state, submission.problem)
    assert page.status_code == 200
    assert b"\x00" not in page.content


def test_an_empty_file_is_refused_on_the_form_itself(dataset: datahub.Dataset, browser: Client) -> None:
    answer = send(browser, "penduduk", "kosong.xlsx", b"")

    assert answer.status_code == 400
    assert "Berkas ini kosong. Simpan ulang lalu pilih lagi." in answer.content.decode()


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_file_above_the_limit_gets_413_with_the_next_step_and_leaves_nothing(
    dataset: datahub.Dataset, browser: Client, accept: str
) -> None:
    before = situations.uploaded(
        _defined("lain", population.DESCRIPTOR), as_csv(good_rows()), filename="a.csv"
    )
    with override_settings(UPLOAD_LIMIT_BYTES=2 * MEGABYTE):
        browser.defaults["HTTP_ACCEPT"] = accept
        answer = send(browser, "penduduk", "besar.csv", as_csv(good_rows()) * 30_000)

    assert answer.status_code == 413
    assert "Berkas lebih besar dari 2 MB. Kirim sebagai CSV atau bagi menjadi beberapa berkas." in (
        answer.json()["galat"]["pesan"] if "json" in accept else answer.content.decode()
    )
    assert list(datahub.Submission.everywhere.values_list("pk", flat=True)) == [before.pk]
    assert list((Path(settings.FILES_DIR) / "tmp").iterdir()) == []


def test_a_much_larger_file_fills_no_disk_on_its_way_to_the_refusal(dataset: datahub.Dataset) -> None:
    """Nobody is signed in, so the form is refused; what was sent is read, not kept."""
    folder = Path(settings.FILES_DIR) / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    held: list[int] = []

    class Slow(io.BytesIO):
        def read(self, *size: int) -> bytes:
            held.append(sum(path.stat().st_size for path in folder.iterdir()))
            return super().read(*size)

    stranger = Client(SERVER_NAME=cast.government().address, enforce_csrf_checks=True)
    stranger.cookies["csrftoken"] = "x" * 32
    with override_settings(UPLOAD_LIMIT_BYTES=2 * MEGABYTE):
        body = visitors.form({"period": "2024"}, ("besar.csv", bytes(20 * MEGABYTE)))
        answer = stranger.generic(
            "POST", "/data/penduduk/unggah/", body, content_type=visitors.FORM, **{"wsgi.input": Slow(body)}
        )

    assert answer.status_code == 403
    assert MEGABYTE < max(held) <= 2 * MEGABYTE + 1
    assert list(folder.iterdir()) == []


def test_another_file_from_the_same_open_form_is_no_repeat_and_is_kept(
    dataset: datahub.Dataset, browser: Client
) -> None:
    faulty = as_csv([["x", *row[1:]] for row in good_rows()])
    answers = [
        send(browser, "penduduk", "a.csv", body, key="k") for body in (faulty, faulty, as_csv(good_rows()))
    ]

    assert answers[0]["Location"] == answers[1]["Location"] != answers[2]["Location"]
    assert datahub.Submission.everywhere.count() == 2
