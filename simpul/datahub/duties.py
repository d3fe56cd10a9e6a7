"""What people owe the data hub: deliveries, corrections, approvals, verifications and decisions.

Days for acting are the product's own defaults, in working days; no rule sets them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.core import clock, freshness, periods
from simpul.core.scope import Scope
from simpul.datahub.indicators.enums import CaseKind, CaseState
from simpul.datahub.indicators.models import Case
from simpul.datahub.intake.enums import UNDER_WAY, SubmissionState
from simpul.datahub.intake.models import Submission
from simpul.datahub.releases import queries as releases
from simpul.datahub.standards.models import Dataset
from simpul.workflow import api as workflow

DELIVER, MEND, SUBMIT, APPROVE, VERIFY, DECIDE = (
    "kirim",
    "betulkan",
    "kirim-ke-kepala",
    "setujui",
    "verifikasi",
    "putuskan",
)

DAYS_TO_MEND = 2
DAYS_TO_SUBMIT = 2
DAYS_TO_APPROVE = 2
DAYS_TO_VERIFY = 3
DAYS_TO_DECIDE = 10
DAYS_TO_DELIVER_LATE = 14  # calendar days, for what was agreed after its period had ended

State = SubmissionState
_BY_STATE: dict[str, tuple[str, str, int]] = {  # state → duty, capability, working days
    State.UNREADABLE: (MEND, "data.upload", DAYS_TO_MEND),
    State.NEEDS_FIXING: (MEND, "data.upload", DAYS_TO_MEND),
    State.RETURNED: (MEND, "data.upload", DAYS_TO_MEND),
    State.READY: (SUBMIT, "data.upload", DAYS_TO_SUBMIT),
    State.SUBMITTED: (APPROVE, "data.approve", DAYS_TO_APPROVE),
    State.APPROVED: (VERIFY, "data.verify", DAYS_TO_VERIFY),
}


def owed_period(dataset: Dataset, today: dt.date) -> periods.Period:
    """The newest period that has ended, and should therefore be delivered in its time."""
    return periods.last_complete(today, periods.Frequency(dataset.frequency))


def covers_what_is_owed(period: periods.Period, dataset: Dataset, today: dt.date) -> bool:
    """Whether a delivery up to the end of `period` leaves nothing owed."""
    owed = owed_period(dataset, today)
    return period.end is not None and owed.end is not None and period.end >= owed.end


def deliveries(scope: Scope, today: dt.date) -> Iterator[workflow.Duty]:
    """Data sets whose newest ended period is neither released nor under way; three queries."""
    datasets = list(Dataset.objects.within(scope).select_related("agency", "government"))
    newest = releases.newest_periods(scope, [dataset.pk for dataset in datasets])
    under_way = _under_way(scope)
    for dataset in datasets:
        if dataset.starts_on is not None and dataset.starts_on > today:
            continue
        reached = [newest[dataset.pk]] if dataset.pk in newest else []
        if not any(
            covers_what_is_owed(p, dataset, today) for p in [*reached, *under_way.get(dataset.pk, [])]
        ):
            yield _delivery(dataset, reached[0] if reached else None, today)


def _under_way(scope: Scope) -> dict[int, list[periods.Period]]:
    found: dict[int, list[periods.Period]] = {}
    rows = (
        Submission.objects.within(scope).filter(state__in=UNDER_WAY).values_list("dataset_id", "period_code")
    )
    for dataset_id, code in rows:
        found.setdefault(dataset_id, []).append(periods.parse(code))
    return found


def _delivery(dataset: Dataset, newest: periods.Period | None, today: dt.date) -> workflow.Duty:
    missing = _first_missing(dataset, newest, today)
    agreed_clock = deadline(dataset, newest, missing, today)
    return workflow.Duty(
        kind="dataset",
        object_key=str(dataset.pk),
        duty=DELIVER,
        government_id=dataset.government_id,
        title=_("Kirim %(title)s, %(period)s") % {"title": dataset.title, "period": missing.label},
        why=_("Data %(frequency)s; %(newest)s.")
        % {"frequency": dataset.get_frequency_display(), "newest": _newest_sentence(newest)},
        agency_id=dataset.agency_id,
        agency_label=dataset.agency.short_name,
        capability="data.upload",
        since=agreed_clock.since,
        due=agreed_clock.due,
        head_on=agreed_clock.head_on,
        sekda_on=agreed_clock.sekda_on,
        url=f"{reverse('dataset-upload', args=[dataset.code])}?periode={missing.code}",
        about_url=reverse("dataset", args=[dataset.code]),
        action_label=_("Unggah"),
        is_sample=dataset.is_sample or dataset.agency.is_sample,
    )


def _first_missing(dataset: Dataset, newest: periods.Period | None, today: dt.date) -> periods.Period:
    """The oldest period that is owed: the one after the newest release, else the newest that has ended."""
    if newest is None or newest.end is None:
        return owed_period(dataset, today)
    return periods.containing(newest.end + dt.timedelta(days=1), periods.Frequency(dataset.frequency))


@dataclass(frozen=True)
class Deadline:
    """Since when a delivery is owed, until when, and when it climbs (None: by the working calendar)."""

    since: dt.date
    due: dt.date
    head_on: dt.date | None
    sekda_on: dt.date | None


def deadline(
    dataset: Dataset, newest: periods.Period | None, missing: periods.Period, today: dt.date
) -> Deadline:
    """The agreed clock of freshness, but no day before the data set was agreed: nobody is late for that.

    What was agreed after its time has DAYS_TO_DELIVER_LATE days; then it climbs by the working calendar.
    """
    state = freshness.of(newest, periods.Frequency(dataset.frequency), dataset.lag_days, today)
    agreed = dataset.starts_on or clock.local(dataset.created_at, dataset.government.zone).date()
    ended = (missing.end or today) + dt.timedelta(days=1)
    since = max(ended, agreed)
    promised = max(state.due_on or ended + dt.timedelta(days=dataset.lag_days), ended)
    if promised < agreed + dt.timedelta(days=DAYS_TO_DELIVER_LATE):
        return Deadline(since, agreed + dt.timedelta(days=DAYS_TO_DELIVER_LATE), None, None)
    return Deadline(since, promised, state.overdue_on, state.delinquent_on)


def _newest_sentence(newest: periods.Period | None) -> str:
    if newest is None:
        return _("belum pernah dirilis")
    return _("terakhir dirilis %(period)s") % {"period": newest.label}


def on_submissions(scope: Scope, today: dt.date) -> Iterator[workflow.Duty]:
    """Submissions that wait for a person; one query and the calendar."""
    waiting = (
        Submission.objects.within(scope)
        .filter(state__in=list(_BY_STATE))
        .select_related("dataset__agency", "dataset__government")
    )
    for submission in waiting:
        yield _on_submission(submission)


def _on_submission(submission: Submission) -> workflow.Duty:
    verb, capability, days = _BY_STATE[submission.state]
    dataset = submission.dataset
    since = clock.local(submission.changed_at, dataset.government.zone).date()
    return workflow.Duty(
        kind="kiriman",
        object_key=str(submission.pk),
        duty=verb,
        government_id=dataset.government_id,
        title=_titles()[verb] % {"title": dataset.title, "period": submission.period.label},
        why=submission.get_state_display(),
        agency_id=dataset.agency_id,
        agency_label=dataset.agency.short_name,
        capability=capability,
        since=since,
        within=days,
        url=submission.get_absolute_url(),
        action_label=_("Buka"),
        is_sample=dataset.is_sample or dataset.agency.is_sample,
    )


def _titles() -> dict[str, str]:
    return {
        MEND: _("Betulkan %(title)s, %(period)s"),
        SUBMIT: _("Kirim ke kepala: %(title)s, %(period)s"),
        APPROVE: _("Setujui %(title)s, %(period)s"),
        VERIFY: _("Periksa %(title)s, %(period)s"),
    }


def on_cases(scope: Scope, today: dt.date) -> Iterator[workflow.Duty]:
    """Disagreements that wait for a decision; one query."""
    open_cases = (
        Case.objects.within(scope)
        .filter(state=CaseState.OPEN)
        .select_related("indicator__government", "first", "second")
    )
    for case in open_cases:
        government = case.indicator.government
        since = clock.local(case.opened_at, government.zone).date()
        yield workflow.Duty(
            kind="kasus",
            object_key=str(case.pk),
            duty=DECIDE,
            government_id=government.pk,
            title=_case_title(case),
            why=_("%(first)s atau %(second)s")
            % {"first": case.first.source_label, "second": case.second.source_label},
            agency_id=None,
            agency_label=_("Pimpinan atau walidata"),
            capability="data.decide",
            since=since,
            within=DAYS_TO_DECIDE,
            url=reverse("case", args=[case.pk]),
            action_label=_("Putuskan"),
            is_sample=case.indicator.is_sample,
        )


def _case_title(case: Case) -> str:
    text = (
        _("Putuskan angka %(name)s, %(period)s")
        if case.kind == CaseKind.CONFLICT
        else _("Jelaskan lompatan %(name)s, %(period)s")
    )
    return text % {"name": case.indicator.name, "period": periods.parse(case.period_code).label}
