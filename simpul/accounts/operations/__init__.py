"""Writes of the area, one module for each kind of change."""
