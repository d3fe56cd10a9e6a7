"""Measuring Simpul beside its peers, in one run; `make bench` writes the table in docs/benchmarks.md."""
