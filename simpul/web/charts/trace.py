"""Origin of a number as a knot: operands run in from the left, uses run out to the right.

The words are HTML and wrap, link and scale; only the threads are drawn. Each row is 5 rem high (simpul.css),
and the drawing is stretched to the same height, so its units are rows × 80.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from simpul.web.parts import Link

_ROW = 80


@dataclass(frozen=True)
class Operand:
    """A value that enters the formula, printed; `is_second` draws its thread in ochre (the divisor)."""

    label: str
    value: str
    url: str = ""
    is_second: bool = False


@dataclass(frozen=True)
class Trace:
    """`inward` and `outward` are the threads (path, ochre or not) in a box of 100 × `height` units."""

    operands: tuple[Operand, ...]
    formula: str
    result: str
    uses: tuple[Link, ...]
    height: int
    rem: int
    inward: tuple[tuple[str, bool], ...]
    outward: tuple[str, ...]


def trace(operands: Sequence[Operand], formula: str, result: str, uses: Sequence[Link] = ()) -> Trace:
    """The diagram of one computed number; a number that was taken over as it is has one operand."""
    rows = max(len(operands), len(uses), 3)
    height, middle = rows * _ROW, rows * _ROW / 2
    inward = tuple(
        (f"M0 {y}C60 {y} 40 {middle} 100 {middle}", operand.is_second)
        for operand, y in zip(operands, _places(len(operands), height), strict=True)
    )
    outward = tuple(f"M0 {middle}C60 {middle} 40 {y} 100 {y}" for y in _places(len(uses), height))
    return Trace(tuple(operands), formula, result, tuple(uses), height, rows * 5, inward, outward)


def _places(count: int, height: int) -> list[float]:
    """Middles of the rows, the block of them centred."""
    top = (height - count * _ROW) / 2
    return [top + _ROW * (number + 0.5) for number in range(count)]
