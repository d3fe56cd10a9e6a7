"""Whole journeys of people through a running Simpul, in a browser."""
