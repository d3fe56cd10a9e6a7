"""Creating a government and changing its settings."""

import re
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import CharField

from simpul.audit import api as audit
from simpul.core.scope import Scope
from simpul.organizations import addresses, errors
from simpul.organizations.models import Area, Government
from simpul.organizations.models.area import AreaLevel

_CODE = re.compile(r"^\d\d(\.\d\d)?$")
SETTINGS = ("name", "short_name", "address", "zone", "office_week")


@transaction.atomic
def create_government(
    *,
    scope: Scope,
    name: str,
    short_name: str,
    area_code: str,
    address: str,
    zone: str,
    office_week: int,
    is_sample: bool = False,
) -> Government:
    """A government with nothing in it; the first one of an installation answers at every address.

    Raises AddressTakenError, AreaUnknownError, or Django's ValidationError with one sentence per field.
    """
    refuse_unknown_area(area_code)
    government = Government(
        name=name,
        short_name=short_name,
        area_code=area_code,
        address=address.lower(),
        zone=zone,
        office_week=office_week,
        is_sample=is_sample,
        is_default=not Government.objects.filter(is_default=True).exists(),
    )
    _refuse_taken_address(government.address, None)
    government.full_clean(exclude=["crest"], validate_unique=False, validate_constraints=False)
    government.save()
    addresses.forget()
    audit.record(
        scope=scope,
        government_id=government.pk,
        action="pemerintah.buat",
        object_kind="pemerintah",
        object_key=government.pk,
        **_facts(government),
    )
    return government


@transaction.atomic
def create_first_government(*, scope: Scope, **facts: Any) -> Government:
    """The government of an empty installation; of two who try at once, one gets AlreadyStartedError."""
    if Government.objects.exists():
        raise errors.AlreadyStartedError()
    try:
        with transaction.atomic():
            return create_government(scope=scope, **facts)
    except IntegrityError as error:  # the other one was a moment earlier: only one can be the default
        raise errors.AlreadyStartedError() from error


@transaction.atomic
def change_settings(*, scope: Scope, government: Government, **changes: Any) -> bool:
    """Change name, short name, address, zone or office week; True when anything differs from before."""
    scope.demand("settings.manage")
    before = _facts(Government.objects.get(pk=government.pk))
    differing = {key: changes[key] for key in SETTINGS if key in changes and changes[key] != before[key]}
    if not differing:
        return False
    if "address" in differing:
        _refuse_taken_address(differing["address"], government.pk)
    Government.objects.filter(pk=government.pk).update(**differing)
    addresses.touch(government.pk)
    audit.record(
        scope=scope,
        government_id=government.pk,
        action="pemerintah.ubah",
        object_kind="pemerintah",
        object_key=government.pk,
        sebelum={key: before[key] for key in differing},
        sesudah=differing,
    )
    return True


def refuse_unknown_area(code: str) -> None:
    """Raise AreaUnknownError unless the code is a province, regency or city.

    While the table of codes is not loaded, only the form of the code is looked at.
    """
    if not _CODE.match(code):
        raise errors.AreaUnknownError(code=code)
    if not Area.objects.exists():  # the table of codes is not loaded
        return
    if (
        not Area.objects.living()
        .filter(code=code, level__in=(AreaLevel.PROVINCE, AreaLevel.REGENCY))
        .exists()
    ):
        raise errors.AreaUnknownError(code=code)


def usable_address(address: str) -> str:
    """The address in lower case; raises AddressTakenError, or ValidationError for what is no host name."""
    host = address.strip().lower()
    cast(CharField[str, str], Government._meta.get_field("address")).clean(host, None)
    _refuse_taken_address(host, None)
    return host


def _refuse_taken_address(address: str, own_id: int | None) -> None:
    other = Government.objects.filter(address=address.lower()).first()
    if other and other.pk != own_id:
        raise errors.AddressTakenError(address=address, name=other.name)


def _facts(government: Government) -> dict[str, Any]:
    return {key: getattr(government, key) for key in SETTINGS}
