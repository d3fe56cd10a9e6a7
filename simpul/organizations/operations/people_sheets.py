"""The workbook of agencies, posts and people: kept for the preview, then applied as a whole or not at all."""

import datetime as dt
import hashlib
from pathlib import PurePath

from django.db import transaction

from simpul.audit import api as audit
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import errors
from simpul.organizations.models import Agency, Government, PeopleSheet, Post
from simpul.organizations.operations import agencies, people, posts
from simpul.organizations.people_sheet import plan as plans
from simpul.organizations.people_sheet.rows import PostKey, SeatRow
from simpul.organizations.people_sheet.snapshot import Snapshot

KEPT = dt.timedelta(days=7)


@transaction.atomic
def keep_sheet(*, scope: Scope, government: Government, name: str, content: bytes) -> PeopleSheet:
    """Keep an upload, also a faulty one, so that it is there after a reload; those older than a week go."""
    scope.demand("people.manage")
    old = PeopleSheet.objects.within(scope).filter(government=government, uploaded_at__lt=clock.now() - KEPT)
    old.filter(applied_at__isnull=True).delete()
    sheet: PeopleSheet = PeopleSheet.objects.create(
        government=government,
        name=PurePath(name.replace("\\", "/")).name[-200:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=scope.actor_id,
    )
    return sheet


@transaction.atomic
def apply_sheet(*, scope: Scope, sheet: PeopleSheet, fingerprint: str) -> plans.Plan:
    """Do what the preview showed and forget the content of the file.

    Raises SheetHasErrorsError, SheetChangedError when the government changed since the preview (or the sheet
    was applied already), LastAdministratorError; then nothing at all has changed.
    """
    scope.demand("people.manage")
    Government.objects.select_for_update().get(pk=sheet.government_id)
    waiting = PeopleSheet.objects.within(scope).filter(pk=sheet.pk, applied_at__isnull=True)
    if not waiting.update(applied_at=clock.now(), content=b""):
        raise errors.SheetChangedError()
    plan = plans.plan(scope=scope, government=sheet.government, content=bytes(sheet.content))
    if plan.findings:
        raise errors.SheetHasErrorsError(count=len(plan.findings))
    if plan.fingerprint != fingerprint:
        raise errors.SheetChangedError()
    _carry_out(scope, sheet.government, plan)
    _audit(scope, sheet, plan)
    return plan


def _carry_out(scope: Scope, government: Government, plan: plans.Plan) -> None:
    for row in plan.new_agencies:
        agencies.add_agency(
            scope=scope, government=government, code=row.code, name=row.name, short_name=row.short_name
        )
    for agency, row in plan.renamed:
        agencies.rename_agency(
            scope=scope, agency=agency, name=row.name, short_name=row.short_name, effective_on=plan.today
        )
    for post, seat in plan.new_roles:
        posts.change_role(scope=scope, post=post, role=seat.role)
    made = _posts(scope, government, plan)
    for seat in plan.placed:
        since = seat.since or plan.today
        people.place_person(scope=scope, post=made[seat.key], name=seat.name, email=seat.email, since=since)
    for membership, day in plan.moved:
        posts.move_start(scope=scope, membership=membership, since=day)


def _posts(scope: Scope, government: Government, plan: plans.Plan) -> dict[PostKey, Post]:
    """The new posts, made, together with those that stood before and get somebody."""
    by_code: dict[str, Agency] = {
        agency.code.casefold(): agency
        for agency in Agency.objects.within(scope).living().filter(government=government)
    }
    for seat in plan.new_posts.values():
        agency = by_code[seat.agency_code.casefold()] if seat.agency_code else None
        posts.add_post(scope=scope, government=government, title=seat.title, role=seat.role, agency=agency)
    return _posts_of(scope, government, plan.placed)


def _posts_of(scope: Scope, government: Government, seats: list[SeatRow]) -> dict[PostKey, Post]:
    snapshot = Snapshot.take(scope, government, (), clock.today(government.zone))
    found = {seat.key: snapshot.post(seat) for seat in seats}
    return {key: post for key, post in found.items() if post is not None}


def _audit(scope: Scope, sheet: PeopleSheet, plan: plans.Plan) -> None:
    audit.record(
        scope=scope,
        government_id=sheet.government_id,
        action="lembar.terapkan",
        object_kind="lembar-orang",
        object_key=sheet.pk,
        sha256=sheet.sha256,
        perangkat=len(plan.new_agencies),
        jabatan=len(plan.new_posts),
        orang=len(plan.new_people),
        penempatan=len(plan.placed),
        berubah=len(plan.renamed) + len(plan.new_roles) + len(plan.moved),
    )


def discard_sheet(*, scope: Scope, sheet: PeopleSheet) -> None:
    """Throw an upload away that was not applied."""
    scope.demand("people.manage")
    PeopleSheet.objects.within(scope).filter(pk=sheet.pk, applied_at__isnull=True).delete()
