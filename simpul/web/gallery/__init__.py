"""Specimens of every component, of the fictitious Kabupaten Contoh: shown at /komponen/, drawn by tests."""
