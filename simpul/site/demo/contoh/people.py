"""Agencies of Kabupaten Contoh with an operator and a head each."""

from simpul.organizations import api as organizations
from simpul.site.demo import cast
from simpul.site.demo.contoh.agencies import Office


def seat(government: organizations.Government, office: Office) -> cast.Place:
    """The agency with its two accounts; once."""
    agency = organizations.Agency.objects.get_or_create(
        government=government,
        code=office.code,
        defaults={"name": office.name, "short_name": office.short_name, "is_sample": True},
    )[0]
    key = office.code.lower()
    for account, role in (
        ("operator", organizations.Role.OPERATOR),
        ("kepala", organizations.Role.AGENCY_HEAD),
    ):
        cast.account(government, agency, "contoh", f"{account}.{key}", role)
    return cast.Place(government, agency, "contoh", operator=f"operator.{key}", head=f"kepala.{key}")
