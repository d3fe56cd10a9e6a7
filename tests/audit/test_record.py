"""What is written on record."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import gettext_lazy

from simpul.audit import rules
from simpul.audit.models import Entry
from simpul.audit.operations import record
from simpul.core.scope import Scope

pytestmark = pytest.mark.django_db


def _details(**details: object) -> dict[str, object]:
    entry = record(
        scope=Scope.system("test"),
        government_id=1,
        action="uji",
        object_kind="berkas",
        object_key=7,
        **details,
    )
    return Entry.everywhere.get(pk=entry.pk).details


def test_an_act_keeps_who_did_it_as_values() -> None:
    scope = Scope(actor_id=5, actor_label="Wati", post_label="Walidata, Diskominfo")
    record(scope=scope, government_id=3, action="rilis", object_kind="data", object_key="x-1", period="2024")
    entry = Entry.everywhere.get()
    assert (entry.actor_id, entry.actor_label, entry.post_label) == (5, "Wati", "Walidata, Diskominfo")
    assert (entry.government_id, entry.action, entry.object_key) == (3, "rilis", "x-1")
    assert entry.details == {"period": "2024"}
    assert (entry.sequence, entry.seal) == (None, "")


@pytest.mark.parametrize(
    "text",
    ["siti.aminah@contoh.go.id", "6401045508900002", "081234567890", "+6281234567890"],
    ids=["mail", "nik", "mobile", "mobile-abroad"],
)
def test_a_personal_value_is_never_recorded(text: str) -> None:
    details = _details(note=f"dari {text}, lalu selesai", inner={text: [text]}, kunci=text)
    assert text not in str(details)
    assert details["note"] == f"dari {rules.MASK}, lalu selesai"
    entry = record(
        scope=Scope.system("test"), government_id=1, action="uji", object_kind="x", object_key=text
    )
    assert Entry.everywhere.get(pk=entry.pk).object_key == rules.MASK


def test_a_nik_is_masked_when_it_comes_as_a_number_and_a_large_sum_is_not() -> None:
    assert _details(nik=6401045508900002, rupiah=4_820_000_000_000) == {
        "nik": rules.MASK,
        "rupiah": 4_820_000_000_000,
    }


def test_checksums_codes_and_periods_stay_as_they_are() -> None:
    values = {"sha256": "64010455089000021" * 3 + "abcdef", "area": "64.01.04.2001", "period": "2024-Q3"}
    assert _details(**values) == values


def test_values_that_json_lacks_become_text() -> None:
    assert _details(
        day=dt.date(2026, 11, 21),
        share=Fraction(1, 3),
        amount=Decimal("1.50"),
        rate=0.5,
        states={"b", "a"},
        label=gettext_lazy("Masuk"),
        nothing=None,
        yes=True,
    ) == {
        "day": "2026-11-21",
        "share": "1/3",
        "amount": "1.50",
        "rate": "0.5",
        "states": ["a", "b"],
        "label": "Masuk",
        "nothing": None,
        "yes": True,
    }


def test_a_nul_does_not_stop_an_act_from_being_recorded() -> None:
    assert _details(note="a\0b") == {"note": "ab"}
