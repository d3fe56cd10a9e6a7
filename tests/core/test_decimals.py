from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core import decimals

EXACT = st.decimals(min_value=-(10**12), max_value=10**12, places=6).map(Fraction)


@given(EXACT)
def test_plain_text_reads_back_to_the_same_number(value: Fraction) -> None:
    assert Fraction(decimals.plain(value)) == value
    assert decimals.is_decimal(decimals.plain(value))


def test_a_third_has_no_plain_text() -> None:
    with pytest.raises(ValueError, match="no finite decimal"):
        decimals.plain(Fraction(1, 3))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(34675), "34.675"),
        (Fraction("1234.5"), "1.234,5"),
        (Fraction("-1200"), "−1.200"),
        (Fraction(0), "0"),
        (Fraction(2, 3), "0,666667"),
        (Fraction(-1, 10**9), "0"),
        (Fraction("999999.9999995"), "1.000.000"),
    ],
)
def test_people_read_points_for_thousands_and_a_comma_for_the_rest(value: Fraction, shown: str) -> None:
    assert decimals.indonesian(value) == shown


@pytest.mark.parametrize("text", ["", "-", ".5", "5.", "1,5", "1e3", "--1", "²", "1.2.3", "+1", " 1"])
def test_only_plain_decimals_are_decimals(text: str) -> None:
    assert not decimals.is_decimal(text)
