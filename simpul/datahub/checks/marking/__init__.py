"""Marks written straight into the parts of the clerk's workbook, so that all else stays byte for byte.

Rebuilding a workbook with a library loses what that library does not know: pictures, shapes, newer kinds of
conditional formats and drop-downs, results of formulas. Here only these parts change: the style table gains
some entries, marked cells point to them, comments gain texts, and one sheet is added.
"""
