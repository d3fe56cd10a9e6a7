"""The path: from a clerk's sheet to a number and back to its cell."""

import json
from fractions import Fraction

import pytest

from simpul.core import errors, freshness, jobs, periods
from simpul.core.events import Event
from simpul.datahub import api as datahub
from simpul.datahub import lineage, queries
from simpul.datahub.errors import (
    NoteMissingError,
    PeriodNotAcceptedError,
    ReasonMissingError,
    SeparationOfDutiesError,
    SomebodyWasFasterError,
)
from simpul.datahub.indicators.models import Case, IndicatorValue
from simpul.datahub.intake.enums import SubmissionState
from simpul.datahub.releases import operations as releases
from simpul.datahub.releases.models import Release, ServedRow
from simpul.datahub.standards.models import Dataset
from simpul.documents import api as documents
from simpul.organizations.models import Government
from tests import cast
from tests.datahub import situations

pytestmark = pytest.mark.django_db


def test_a_clean_sheet_goes_from_upload_to_a_number_on_the_board():
    dataset = situations.dataset()

    release = situations.released(dataset)

    values = {value.area_code: value.value for value in IndicatorValue.everywhere.filter(release=release)}
    assert values == {"99.01.01": Fraction(10), "99.01.02": Fraction(15), "99.01.03": Fraction(0)}
    assert release.submission.state == SubmissionState.RELEASED
    assert documents.checksum(documents.path_of(release.parquet.sha256)) == release.parquet.sha256


def test_a_faulty_sheet_is_kept_and_the_clerk_is_told_the_cell():
    dataset = situations.dataset()
    rows = [("9901010", "Hulu", "22.150 jiwa", 10), *situations.GOOD_ROWS[1:]]

    submission = situations.uploaded(dataset, situations.workbook(rows))

    assert submission.state == SubmissionState.NEEDS_FIXING
    cells = {
        finding["cell"] for finding in submission.report.body["findings"] if finding["severity"] == "salah"
    }
    assert cells == {"A2", "C2"}
    assert documents.path_of(submission.file.sha256).is_file()
    assert submission.report.annotated is not None


def test_the_corrected_sheet_takes_the_place_of_the_faulty_one():
    dataset = situations.dataset()
    faulty = situations.uploaded(dataset, situations.workbook([("x", "Hulu", 1, 1)]))

    corrected = situations.uploaded(dataset, replaces=faulty)

    faulty.refresh_from_db()
    assert faulty.state == SubmissionState.SUPERSEDED
    assert corrected.state == SubmissionState.READY


def test_who_uploads_can_neither_approve_nor_verify():
    dataset = situations.dataset()
    submission = situations.submitted(dataset)
    oki = cast.scope_of(cast.person("operator"))
    everything = type(oki)(
        **{**oki.__dict__, "capabilities": oki.capabilities | {"data.approve", "data.verify"}}
    )

    with pytest.raises(SeparationOfDutiesError):
        datahub.approve(scope=everything, submission=submission)
    datahub.approve(scope=cast.scope_of(cast.person("head")), submission=submission)
    with pytest.raises(SeparationOfDutiesError):
        datahub.verify(scope=everything, submission=submission)


def test_who_approved_cannot_verify():
    dataset = situations.dataset()
    submission = situations.approved(dataset)
    hana = cast.scope_of(cast.person("head"))
    everything = type(hana)(
        **{**hana.__dict__, "capabilities": hana.capabilities | {"data.verify"}, "agencies": None}
    )

    with pytest.raises(SeparationOfDutiesError):
        datahub.verify(scope=everything, submission=submission)


def test_an_operator_of_another_agency_finds_nothing():
    dataset = situations.dataset()
    stranger = cast.scope_of(cast.person("other_operator"))

    with pytest.raises(errors.NotFoundError):
        datahub.upload(
            scope=stranger, dataset=dataset, period=periods.parse("2024"), filename="x.xlsx", chunks=[b"x"]
        )


def test_a_head_of_another_agency_cannot_approve():
    submission = situations.submitted(situations.dataset())

    with pytest.raises(errors.NotFoundError):
        datahub.approve(scope=cast.scope_of(cast.person("other_head")), submission=submission)


def test_a_second_decision_on_the_same_submission_is_told_that_it_came_late():
    submission = situations.approved(situations.dataset())
    wati, wawan = cast.scope_of(cast.person("walidata")), cast.scope_of(cast.person("second_walidata"))
    stale = datahub.Submission.everywhere.get(pk=submission.pk)

    datahub.send_back(scope=wati, submission=submission, reason="periode")

    with pytest.raises(SomebodyWasFasterError) as told:
        datahub.verify(scope=wawan, submission=stale)
    assert "Dikembalikan" in told.value.message


def test_returned_work_carries_a_reason_from_the_list():
    submission = situations.approved(situations.dataset())
    wati = cast.scope_of(cast.person("walidata"))

    with pytest.raises(ReasonMissingError):
        datahub.send_back(scope=wati, submission=submission, reason="entah")
    with pytest.raises(ReasonMissingError):
        datahub.send_back(scope=wati, submission=submission, reason="lain", note=" ")
    datahub.send_back(scope=wati, submission=submission, reason="satuan", note="Isi dalam jiwa.")

    decision = submission.decisions.latest("at")
    assert (decision.reason, decision.note, decision.actor_label) == ("satuan", "Isi dalam jiwa.", "Wati")


def test_a_warning_needs_one_sentence_before_it_goes_to_the_head():
    descriptor = {**situations.DESCRIPTOR, "fields": [dict(f) for f in situations.DESCRIPTOR["fields"]]}
    descriptor["fields"][2]["simpul:change_limit"] = 15
    dataset = situations.dataset(descriptor=descriptor)
    situations.released(dataset, period=situations.last_year(2))
    rows = [("99.01.01", "Hulu", 900, 10), *situations.GOOD_ROWS[1:]]
    submission = situations.uploaded(dataset, situations.workbook(rows))
    oki = cast.scope_of(cast.person("operator"))

    with pytest.raises(NoteMissingError):
        datahub.submit(scope=oki, submission=submission)
    datahub.submit(scope=oki, submission=submission, note="Pemekaran posyandu.")

    assert submission.state == SubmissionState.SUBMITTED


def test_the_same_upload_sent_twice_opens_one_submission():
    dataset = situations.dataset()

    first = situations.uploaded(dataset, idempotency_key="a" * 32)
    second = situations.uploaded(dataset, idempotency_key="a" * 32)

    assert first.pk == second.pk


def test_a_daily_sheet_is_refused_for_a_yearly_data_set():
    dataset = situations.dataset()

    with pytest.raises(PeriodNotAcceptedError):
        situations.uploaded(dataset, period="2024-11-05")


def test_releasing_a_year_that_is_long_past_leaves_the_data_set_delinquent():
    dataset = situations.dataset()
    old = str(int(situations.last_year()) - 5)

    situations.released(dataset, period=old)

    government = Government.objects.get(pk=dataset.government_id)
    scope = cast.scope_of(cast.person("walidata"))
    from simpul.core import clock

    (row,) = queries.rows(scope, [dataset], clock.today(government.zone))
    assert row.freshness.state == freshness.State.DELINQUENT


def test_a_correction_is_a_new_release_and_the_old_one_stays():
    dataset = situations.dataset()
    first = situations.released(dataset)
    rows = [("99.01.01", "Hulu", 100, 12), *situations.GOOD_ROWS[1:]]

    second = situations.released(dataset, content=situations.workbook(rows))

    first.refresh_from_db()
    assert (first.number, first.is_current, second.number, second.is_current) == (1, False, 2, True)
    assert ServedRow.everywhere.filter(release=first).count() == 3
    standing = IndicatorValue.objects.within(cast.scope_of(cast.person("walidata"))).shown()
    assert standing.get(area_code="99.01.01").value == 12


def test_blank_and_zero_are_kept_apart():
    rows = [("99.01.01", "Hulu", 100, None), ("99.01.02", "Hilir", 200, 0), ("99.01.03", "Muara", 50, 1)]

    release = situations.released(situations.dataset(), content=situations.workbook(rows))

    values = {value.area_code: value.value for value in IndicatorValue.everywhere.filter(release=release)}
    assert values["99.01.01"] is None
    assert values["99.01.02"] == 0


def test_the_trace_of_a_number_ends_in_the_cell_that_it_came_from():
    release = situations.released(situations.dataset())
    value = IndicatorValue.everywhere.get(release=release, area_code="99.01.02")

    trace = lineage.of(cast.scope_of(cast.person("walidata")), value)

    assert [(o["cell"], o["raw"], o["number"]) for o in trace.operands] == [
        ("C3", "200", "200"),
        ("D3", "30", "30"),
    ]
    assert trace.is_intact
    marked = [cell.text for row in trace.sheet.rows for cell in row.cells if cell.mark == "asal"]
    assert marked == ["200", "30"]


def test_serving_rows_and_values_are_rebuilt_from_parquet_to_the_same():
    release = situations.released(situations.dataset())
    before = list(
        ServedRow.everywhere.filter(release=release).values_list("row", "area_code", "raw", "values")
    )

    ServedRow.everywhere.filter(release=release).delete()
    releases.rebuild(release=release)

    assert (
        list(ServedRow.everywhere.filter(release=release).values_list("row", "area_code", "raw", "values"))
        == before
    )


def test_a_changed_release_file_is_found_by_verification():
    release = situations.released(situations.dataset())
    path = documents.path_of(release.parquet.sha256)
    scope = cast.scope_of(cast.person("walidata"))
    assert list(releases.verify_files(scope)) == []
    content = path.read_bytes()

    path.write_bytes(content + b"x")
    try:
        assert [problem for _release, problem in releases.verify_files(scope)] == ["sidik berkas tidak cocok"]
    finally:
        path.write_bytes(content)


def test_a_release_tells_open_pages_and_public_pages_at_once():
    dataset = situations.dataset()
    before = Government.objects.get(pk=dataset.government_id).content_version

    situations.released(dataset)

    assert Event.everywhere.filter(kind="indikator", key="stunting").exists()
    assert Government.objects.get(pk=dataset.government_id).content_version > before


def test_a_file_that_is_no_sheet_gets_a_sentence_and_is_kept():
    submission = situations.uploaded(situations.dataset(), b"%PDF-1.7 bukan lembar", filename="laporan.xlsx")

    assert submission.state == SubmissionState.UNREADABLE
    assert submission.problem
    assert documents.path_of(submission.file.sha256).is_file()


def test_release_is_built_once_however_often_the_job_runs():
    submission = situations.approved(situations.dataset())
    datahub.verify(scope=cast.scope_of(cast.person("walidata")), submission=submission)

    assert datahub.release(submission=submission) is not None
    assert datahub.release(submission=datahub.Submission.everywhere.get(pk=submission.pk)) is None
    jobs.drain()
    assert Release.everywhere.filter(submission=submission).count() == 1


def test_the_report_is_the_same_on_the_page_and_for_programs():
    dataset = situations.dataset()
    submission = situations.uploaded(
        dataset, situations.workbook([("x", "Hulu", -1, 1), *situations.GOOD_ROWS[1:]])
    )
    client = cast.client_for(cast.person("operator"))

    listed = json.loads(client.get(f"/data/kiriman/{submission.pk}/laporan.json").content)
    page = client.get(submission.get_absolute_url()).content.decode()

    assert set(listed[0]) == {
        "sheet",
        "row",
        "column",
        "cell",
        "rule",
        "severity",
        "found",
        "expected",
        "fix",
    }
    assert all(finding["cell"] in page for finding in listed)


def test_every_act_ends_the_duty_that_it_fulfils():
    from simpul.workflow import api as workflow

    dataset = situations.dataset()
    government = Government.objects.get(pk=dataset.government_id)
    workflow.reconcile(government)

    situations.released(dataset)

    assert workflow.reconcile(government).vanished == []


def test_a_neighbours_submission_does_not_exist():
    submission = situations.uploaded(situations.dataset())
    tetangga = cast.neighbour()
    client = cast.client_for(cast.person("walidata", tetangga), tetangga)

    for address in ("", "berkas/", "laporan.json", "keadaan/", "ditandai.xlsx"):
        assert client.get(f"/data/kiriman/{submission.pk}/{address}").status_code == 404
    assert (
        client.post(f"/data/kiriman/{submission.pk}/tindakan/", {"tindakan": "verifikasi"}).status_code == 404
    )


def test_a_data_set_that_is_not_open_does_not_exist_for_visitors():
    dataset = situations.dataset(sensitivity="internal")
    situations.released(dataset)
    visitor, wati = cast.client_for(), cast.client_for(cast.person("walidata"))

    for address in (
        f"/data/{dataset.code}/",
        f"/data/{dataset.code}/rilis/1/",
        f"/data/{dataset.code}/rilis/1.csv",
        "/data/angka/stunting/",
    ):
        assert visitor.get(address).status_code == 404
        assert wati.get(address).status_code == 200
    assert Dataset.everywhere.filter(pk=dataset.pk).exists()


def test_a_cell_that_looks_like_a_formula_is_exported_as_text():
    rows = [("99.01.01", "=HYPERLINK(1)", 100, 10), *situations.GOOD_ROWS[1:]]
    release = situations.released(
        situations.dataset(), content=situations.csv_of(rows), filename="stunting.csv"
    )

    text = cast.client_for().get(f"/data/stunting/rilis/{release.number}.csv").content.decode()

    assert ",'=HYPERLINK(1)," in text


def test_two_sources_that_disagree_open_a_case_until_a_person_decides():
    dataset = situations.dataset()
    other = situations.dataset(code="stunting-survei", title="Stunting menurut survei")
    indicator = datahub.Indicator.everywhere.get(code="stunting")
    datahub.IndicatorSource.objects.create(
        indicator=indicator,
        dataset=other,
        formula=situations.SHARE,
        area_field="kode",
        source_field="kecamatan",
    )
    situations.released(dataset)
    rows = [("99.01.01", "Hulu", 100, 20), *situations.GOOD_ROWS[1:]]
    situations.released(other, content=situations.workbook(rows))
    case = Case.everywhere.get(indicator=indicator, kind="beda-sumber", area_code="99.01.01")

    datahub.decide(
        scope=cast.scope_of(cast.person("leader")), case=case, chosen=case.second, note="Survei lebih baru."
    )

    shown = IndicatorValue.objects.within(cast.scope_of(cast.person("leader"))).shown()
    assert [v.value for v in shown.filter(indicator=indicator, area_code="99.01.01")] == [case.second.value]


def test_the_sum_over_all_districts_is_traced_to_every_cell_and_never_made_of_some():
    dataset = situations.dataset()
    datahub.IndicatorSource.everywhere.update(formula={"column": "stunting"}, sums_areas=True)
    release = situations.released(dataset)

    total = IndicatorValue.everywhere.get(release=release, is_total=True)
    assert (total.area_code, total.value) == ("99.01", 40)
    assert [operand["cell"] for operand in total.operands] == ["D2", "D3", "D4"]

    rows = [("99.01.01", "Hulu", 100, None), *situations.GOOD_ROWS[1:]]
    incomplete = situations.released(dataset, content=situations.workbook(rows))
    assert not IndicatorValue.everywhere.filter(release=incomplete, is_total=True).exists()


@pytest.mark.parametrize(("person", "is_led"), [("head", True), ("walidata", True), ("operator", False)])
def test_who_decides_is_led_to_the_queue(person: str, is_led: bool):
    cast.government()

    page = cast.client_for(cast.person(person)).get("/data/kiriman/").content.decode()

    assert ('href="/data/antrean/"' in page) == is_led


def test_several_rows_for_one_area_give_no_figure_rather_than_one_of_them():
    descriptor = {**situations.DESCRIPTOR, "primaryKey": []}
    rows = [("99.01.01", "Hulu", 100, 10), ("99.01.01", "Hulu", 100, 50), *situations.GOOD_ROWS[1:]]

    release = situations.released(
        situations.dataset(descriptor=descriptor), content=situations.workbook(rows)
    )

    values = {value.area_code: value.value for value in IndicatorValue.everywhere.filter(release=release)}
    assert values == {"99.01.01": None, "99.01.02": Fraction(15), "99.01.03": Fraction(0)}
