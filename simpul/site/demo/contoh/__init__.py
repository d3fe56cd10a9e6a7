"""Kabupaten Contoh: fictitious from its area code to its figures, and the only place where conduct is invented.

Thirty agencies deliver two hundred data sets of all frequencies over five years; some are late, some submissions
are returned, some wait. Everything is seeded, so that it is the same wherever it is loaded.
"""

SEED = 20261121
CODE = "00.01"  # no area of Indonesia begins with 00
