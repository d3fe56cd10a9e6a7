"""Maps as values: outlines (or only points) and figures go in, a small frozen drawing comes out.

Pure Python on the server; a template writes it as SVG. Geometry is GeoJSON in degrees. Without outlines the
same call draws circles over the coast, so that a region reads well before anybody has uploaded its borders.
"""

from simpul.web.maps.choropleth import choropleth
from simpul.web.maps.drawing import Area, Bin, Circle, Drawing, Label
from simpul.web.maps.figures import Figures, Shape
from simpul.web.maps.network import Network, network
from simpul.web.maps.region import region
from simpul.web.maps.symbols import symbols

__all__ = [
    "Area",
    "Bin",
    "Circle",
    "Drawing",
    "Figures",
    "Label",
    "Network",
    "Shape",
    "choropleth",
    "network",
    "region",
    "symbols",
]
