"""The demonstration: three real regions on sourced public figures, and the fictitious Kabupaten Contoh.

Everything goes through the same path as people use: spreadsheets are written, uploaded, checked, submitted,
approved, verified and released by demonstration accounts that bear roles, not names.
"""
