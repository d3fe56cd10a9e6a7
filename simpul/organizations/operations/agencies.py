"""Adding, renaming and merging agencies; nothing of their past is overwritten."""

import datetime as dt
from typing import Any

from django.db import transaction

from simpul.audit import api as audit
from simpul.core import clock
from simpul.core.errors import NotFoundError
from simpul.core.scope import Scope
from simpul.organizations import addresses, errors, signals
from simpul.organizations.models import Agency, AgencyChange, Government, Post
from simpul.organizations.models.agency import AgencyChangeKind
from simpul.web import formats


@transaction.atomic
def add_agency(
    *,
    scope: Scope,
    government: Government,
    code: str,
    name: str,
    short_name: str,
    started_on: dt.date | None = None,
) -> Agency:
    """A new agency; raises AgencyCodeTakenError."""
    scope.demand("people.manage")
    refuse_taken_code(scope, government, code)
    agency: Agency = Agency.objects.create(
        government=government,
        code=code,
        name=name,
        short_name=short_name,
        started_on=started_on,
        is_sample=government.is_sample,
    )
    _record(scope, agency, "perangkat.tambah", kode=code, nama=name)
    addresses.touch(government.pk)
    return agency


@transaction.atomic
def rename_agency(
    *,
    scope: Scope,
    agency: Agency,
    name: str,
    short_name: str,
    effective_on: dt.date,
    legal_basis: str = "",
) -> AgencyChange | None:
    """Give an agency another name from a day on; None when both names are the same as before.

    Raises AgencyEndedError after a merger and FutureDateError for a day that has not come.
    """
    scope.demand("people.manage")
    _refuse_future(agency.government, effective_on)
    if (agency.name, agency.short_name) == (name, short_name):
        return None
    old_name = agency.name
    changed = _living(scope, agency).update(name=name, short_name=short_name)
    if not changed:
        raise errors.AgencyEndedError(name=old_name)
    change = _keep_history(scope, agency, AgencyChangeKind.RENAMED, name, effective_on, legal_basis)
    agency.name, agency.short_name = name, short_name
    _record(scope, agency, "perangkat.ganti-nama", sebelum=old_name, sesudah=name, berlaku=str(effective_on))
    addresses.touch(agency.government_id)
    return change


@transaction.atomic
def merge_agencies(
    *, scope: Scope, source: Agency, target: Agency, effective_on: dt.date, legal_basis: str = ""
) -> AgencyChange:
    """End `source` and move its posts, with the people in them, to `target`.

    Upper areas move what the source owns when they hear `signals.agency_merged`. Raises MergeIntoItselfError,
    AgencyEndedError when either is no longer living, FutureDateError.
    """
    scope.demand("people.manage")
    _refuse_merger(scope, source, target, effective_on)
    ended = _living(scope, source).update(ended_on=effective_on, merged_into=target)
    if not ended:
        raise errors.AgencyEndedError(name=source.name)
    posts = Post.objects.within(scope).filter(agency=source).update(agency=target)
    change = _keep_history(scope, source, AgencyChangeKind.MERGED, target.name, effective_on, legal_basis)
    signals.agency_merged.send(
        sender=Agency,
        scope=scope,
        government_id=source.government_id,
        source_id=source.pk,
        target_id=target.pk,
        effective_on=effective_on,
    )
    _record(scope, source, "perangkat.gabung", ke=target.pk, jabatan=posts, berlaku=str(effective_on))
    addresses.touch(source.government_id)
    return change


def refuse_taken_code(scope: Scope, government: Government, code: str) -> None:
    """Raise AgencyCodeTakenError when an agency of the government, living or ended, has the code."""
    other = Agency.objects.within(scope).filter(government=government, code=code).first()
    if other:
        raise errors.AgencyCodeTakenError(agency_code=code, name=other.name)


def _refuse_merger(scope: Scope, source: Agency, target: Agency, effective_on: dt.date) -> None:
    if source.pk == target.pk:
        raise errors.MergeIntoItselfError()
    if source.government_id != target.government_id:
        raise NotFoundError()
    _refuse_future(source.government, effective_on)
    pair = Agency.objects.within(scope).filter(pk__in=(source.pk, target.pk))
    for agency in pair.order_by(
        "pk"
    ).select_for_update():  # one order, so that two mergers cannot block each other
        if not agency.is_living:
            raise errors.AgencyEndedError(name=agency.name)


def _refuse_future(government: Government, day: dt.date) -> None:
    if day > clock.today(government.zone):
        raise errors.FutureDateError(day=formats.date(day))


def _living(scope: Scope, agency: Agency) -> Any:
    return Agency.objects.within(scope).living().filter(pk=agency.pk)


def _keep_history(
    scope: Scope, agency: Agency, kind: str, new_name: str, effective_on: dt.date, legal_basis: str
) -> AgencyChange:
    change: AgencyChange = AgencyChange.objects.create(
        agency=agency,
        kind=kind,
        old_name=agency.name,
        new_name=new_name,
        effective_on=effective_on,
        legal_basis=legal_basis,
        recorded_by=", ".join(filter(None, (scope.actor_label, scope.post_label)))[:300],
    )
    return change


def _record(scope: Scope, agency: Agency, action: str, **details: Any) -> None:
    audit.record(
        scope=scope,
        government_id=agency.government_id,
        action=action,
        object_kind="perangkat-daerah",
        object_key=agency.pk,
        **details,
    )
