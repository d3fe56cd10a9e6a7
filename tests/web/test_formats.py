"""Numbers, rupiah, dates and times as they are printed."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from simpul.web import formats

SPACE = formats.HARD_SPACE
fractions = st.fractions(min_value=-(10**15), max_value=10**15, max_denominator=10**9)
places = st.integers(min_value=0, max_value=8)


def parsed(text: str) -> Fraction:
    """What an Indonesian reader understands."""
    return Fraction(text.replace(".", "").replace(",", ".").replace(formats.MINUS, "-"))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234567, None, "1.234.567"),
        (Decimal("1234.50"), None, "1.234,50"),
        ("8.60", None, "8,60"),
        (Fraction(1, 4), None, "0,25"),
        (Fraction(1, 3), None, "0,33"),
        ("1/3", 4, "0,3333"),
        (Fraction(200, 3), 1, "66,7"),
        (-1200, None, "−1.200"),
        (Decimal("-0.004"), 2, "0,00"),
        (999, 0, "999"),
        (0, None, "0"),
    ],
)
def test_a_number_is_written_with_point_and_comma(value: formats.Value, decimals: int | None, text: str):
    assert formats.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [("0.125", "0,13"), ("-0.125", "−0,13"), ("0.135", "0,14"), ("2.5", "2,50")]
)
def test_a_half_goes_away_from_zero(value: str, text: str):
    assert formats.number(value, 2) == text


def test_a_rise_is_signed_only_when_asked():
    assert formats.number("0.48", signed=True) == "+0,48"
    assert formats.number("-0.48", signed=True) == "−0,48"
    assert formats.number(0, signed=True) == "0"


@given(fractions, places)
def test_what_is_printed_reads_back_as_the_rounded_value(value: Fraction, decimals: int):
    shown = parsed(formats.number(value, decimals))
    assert abs(shown - value) <= Fraction(1, 2 * 10**decimals)
    assert (shown * 10**decimals).denominator == 1


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_a_decimal_keeps_all_its_places(value: Decimal):
    assert parsed(formats.number(value)) == Fraction(value)


@given(fractions, places)
def test_rounding_does_not_depend_on_the_sign(value: Fraction, decimals: int):
    assert formats.number(-value, decimals).lstrip(formats.MINUS) == formats.number(value, decimals).lstrip(
        formats.MINUS
    )


@pytest.mark.parametrize("value", [0.1, True])
def test_a_float_is_refused_because_it_is_no_longer_what_was_reported(value: object):
    with pytest.raises(TypeError):
        formats.number(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "short", "text"),
    [
        (1234567, False, f"Rp{SPACE}1.234.567"),
        (-500, False, f"−Rp{SPACE}500"),
        (4_820_000_000_000, True, f"Rp{SPACE}4,82{SPACE}triliun"),
        (349_250_000_000, True, f"Rp{SPACE}349,25{SPACE}miliar"),
        (1_500_000, True, f"Rp{SPACE}1,50{SPACE}juta"),
        (999_999_999, True, f"Rp{SPACE}1,00{SPACE}miliar"),
        (999_994_999_999, True, f"Rp{SPACE}999,99{SPACE}miliar"),
        (750_000, True, f"Rp{SPACE}750.000"),
    ],
)
def test_rupiah_are_whole_or_short(value: int, short: bool, text: str):
    assert formats.rupiah(value, short=short) == text


@given(st.integers(min_value=-(10**18), max_value=10**18))
def test_whole_rupiah_read_back_exactly(value: int):
    assert parsed(formats.rupiah(value).replace(f"Rp{SPACE}", "")) == value


def test_dates_name_month_and_weekday_in_the_language_of_the_page():
    day = dt.date(2026, 8, 17)
    assert formats.date(day) == "17 Agustus 2026"
    assert formats.weekday_date(day) == "Senin, 17 Agustus 2026"
    with translation.override("en"):
        assert formats.date(day) == "17 August 2026"


def test_an_instant_is_told_on_the_clock_of_the_place():
    instant = dt.datetime(2026, 11, 20, 17, 12, tzinfo=dt.UTC)
    assert formats.moment(instant, "Asia/Makassar") == "21 November 2026, 01.12 WITA"
    assert formats.moment(instant, "Asia/Jakarta") == "21 November 2026, 00.12 WIB"
    assert formats.clock_time(instant, "Asia/Jayapura") == "02.12"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "hari ini"),
        (-1, "kemarin"),
        (1, "besok"),
        (-3, "3 hari lalu"),
        (5, "5 hari lagi"),
        (-2400, "2.400 hari lalu"),
    ],
)
def test_days_away_are_words(days: int, text: str):
    today = dt.date(2026, 11, 21)
    assert formats.days_away(today + dt.timedelta(days=days), today) == text


@pytest.mark.parametrize(
    ("count", "text"), [(812, "812 B"), (9 * 1024, "9 KB"), (1_468_006, "1,4 MB"), (14 * 1024**2, "14,0 MB")]
)
def test_sizes_of_files(count: int, text: str):
    assert formats.size(count) == text
