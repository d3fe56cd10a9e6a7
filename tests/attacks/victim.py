"""Kabupaten Uji with one of everything that has an address, all of it bearing words that nobody else has."""

import datetime as dt
import uuid
from typing import Any

from django.apps import apps

from simpul.accounts.models import Restoration
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.organizations.models import Membership, OutlineDraft, PeopleSheet, Post
from simpul.organizations.people_sheet import form as people_sheets
from tests import cast
from tests.accounts import acts
from tests.datahub import situations
from tests.journeys import steps

SECRET = "Rahasiauji"  # stands in titles, names and files of Kabupaten Uji
PARTS = tuple(cast.PARTS)
# Secrets and rows that stand nowhere: nobody is let in with them.
WRONG_ON_PURPOSE = frozenset(
    {"invitation", "account_reset_password_from_key", "mfa_edit_webauthn", "mfa_remove_webauthn", "crest"}
)
# What changes without harm when somebody else works: sessions, counters, the audit, the news.
_MOVING = frozenset({"sessions", "django_tasks_database", "core", "audit", "contenttypes", "auth"})


def build() -> dict[str, dict[str, Any]]:
    """Make it all; returns sample arguments by route name."""
    for part in PARTS:
        cast.person(part)
    internal, case = _disagreement()
    waiting = situations.submitted(internal, period=situations.last_year(2), filename=f"{SECRET}.xlsx")
    faulty = situations.uploaded(
        internal, situations.workbook(steps.FAULTY_ROWS), situations.last_year(3), filename=f"{SECRET}.xlsx"
    )
    release = datahub.Release.everywhere.filter(dataset=internal).latest("pk")
    value = datahub.IndicatorValue.everywhere.filter(release=release).latest("pk")
    submission = {"pk": waiting.pk}
    code = {"code": internal.code}
    routes: dict[str, dict[str, Any]] = {
        "submission": submission,
        "submission-progress": submission,
        "submission-act": submission,
        "submission-file": submission,
        "submission-annotated": {"pk": faulty.pk},
        "submission-report": submission,
        "case": {"pk": case.pk},
        "number": {"code": value.indicator.code},
        "lineage": {"code": value.indicator.code, "pk": value.pk},
        "dataset": code,
        "dataset-upload": code,
        "dataset-template": code,
        "release": code | {"number": release.number},
        "release-download": code | {"number": release.number, "form": "csv"},
        "area": {"code": "99.01"},
    }
    return routes | _places() | _people() | _account()


def _disagreement() -> tuple[datahub.Dataset, datahub.Case]:
    """Two internal data sets that disagree about one indicator, which leads the board."""
    facts = {"sensitivity": "internal", "description": SECRET}
    first = situations.dataset(code="uji-satu", title=f"{SECRET} satu", **facts)
    second = situations.dataset(code="uji-dua", title=f"{SECRET} dua", **facts)
    indicator = datahub.Indicator.everywhere.get(code="uji-satu")
    datahub.Indicator.everywhere.update(name=f"{SECRET} angka", short_name=SECRET)
    datahub.IndicatorSource.objects.create(
        indicator=indicator,
        dataset=second,
        formula=situations.SHARE,
        area_field="kode",
        source_field="kecamatan",
    )
    steps.compose(first)
    situations.released(first)
    rows = [("99.01.01", SECRET, 100, 20), *situations.GOOD_ROWS[1:]]
    situations.released(second, content=situations.workbook(rows))
    return second, datahub.Case.everywhere.get(indicator=indicator, kind="beda-sumber")


def _places() -> dict[str, dict[str, Any]]:
    government = cast.government()
    agency = {"pk": cast.agency("DISDIK", government).pk}
    post = {"pk": Post.everywhere.filter(government=government).latest("pk").pk}
    draft = OutlineDraft.objects.create(
        government=government, file_name=f"{SECRET}.geojson", packed=b"", uploaded_by=SECRET
    )
    return {
        "agency": agency,
        "agency-rename": agency,
        "agency-merge": agency,
        "post": post,
        "post-remove": post,
        "membership-end": {"pk": Membership.everywhere.latest("pk").pk},
        "outline-save": {"draft_id": draft.pk},
        "outline-discard": {"draft_id": draft.pk},
        "crest": {"government_id": government.pk, "name": "lambang.svg"},
        "connection-test": {"kind": "penyimpanan"},
    }


def _people() -> dict[str, dict[str, Any]]:
    owner = cast.person("other_operator")
    owner.name = f"Omar {SECRET}"
    owner.save()
    person = {"public_id": owner.public_id}
    content = people_sheets.workbook(Scope.system("tes"), cast.government(), is_filled=True)
    sheet = {
        "pk": PeopleSheet.objects.create(
            government=cast.government(), name=f"{SECRET}.xlsx", content=content, sha256="0" * 64
        ).pk
    }
    lost = {"pk": _lost_factor().pk}
    names = ("person", "person-invite", "person-revoke", "person-retire", "person-resume", "restoration-add")
    sheets = ("people-sheet-preview", "people-sheet-apply", "people-sheet-discard")
    return (
        dict.fromkeys(names, person)
        | dict.fromkeys(sheets, sheet)
        | dict.fromkeys(("restoration-approve", "restoration-refuse"), lost)
    )


def _lost_factor() -> Restoration:
    made: Restoration = Restoration.objects.create(
        government_id=cast.government().pk,
        user=cast.person("planner"),
        requested_by=cast.person("administrator"),
        reason=SECRET,
        requested_at=clock.now(),
        expires_at=clock.now() + dt.timedelta(hours=24),
    )
    return made


def _account() -> dict[str, dict[str, Any]]:
    """Secrets that only their owner holds: the walk brings wrong ones."""
    link = acts.invited(acts.newcomer()).link
    return {
        "invitation": {"token": acts.token_of(link)[::-1]},
        "account_reset_password_from_key": {"uidb36": "1", "key": "salah"},
        "mfa_edit_webauthn": {"pk": 1},
        "mfa_remove_webauthn": {"pk": 1},
        "operation-retry": {"job_id": uuid.UUID(int=7)},
    }


def rows() -> dict[tuple[str, Any], list[Any]]:
    """Every row that must not move while strangers knock, by model and primary key."""
    return {
        (model._meta.label, row[0]): list(row[1:])
        for model in apps.get_models()
        if model._meta.app_label not in _MOVING and model._meta.model_name not in ("counter", "ledgerentry")
        for row in model._base_manager.values_list("pk", *_fields(model)).iterator()
    }


def _fields(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.attname != "last_login"]


def scope_of(part: str) -> Scope:
    """What somebody may do at home."""
    return cast.scope_of(cast.person(part))
