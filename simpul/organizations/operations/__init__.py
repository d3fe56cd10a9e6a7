"""Writes of the area, one module for each kind of thing that is changed."""
