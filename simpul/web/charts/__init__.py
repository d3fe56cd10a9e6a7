"""Charts as values: exact figures go in, a small frozen drawing comes out, a template writes it as SVG.

Values are exact (see formats.Value); positions on the page are floats, rounded to a tenth of a pixel.
Bars start at zero; lines may not, and then their points carry their values. A missing value breaks the line.
"""

from simpul.web.charts.bars import Bar, Part, ranking, stacked
from simpul.web.charts.line import line
from simpul.web.charts.ribbon import ribbon
from simpul.web.charts.series import Reading, Target
from simpul.web.charts.spark import Spark, spark
from simpul.web.charts.trace import Operand, trace

__all__ = [
    "Bar",
    "Operand",
    "Part",
    "Reading",
    "Spark",
    "Target",
    "line",
    "ranking",
    "ribbon",
    "spark",
    "stacked",
    "trace",
]
