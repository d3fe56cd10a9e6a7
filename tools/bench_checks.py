"""Measures the check engine alone: a CSV of one million rows and eight columns, read and checked.

    python tools/bench_checks.py [ROWS]

Prints rows, CPU seconds (all threads, of reading and of checking) and the peak memory of the process.
The file is made by a child process, so that making it does not count.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MAKE = """
import random, sys
random.seed(64)
villages = [f"64.01.{d:02d}.{2000 + v}" for d in range(1, 11) for v in range(1, 15)]
with open(sys.argv[1], "w", encoding="utf-8") as out:
    out.write("nomor;kode;laki_laki;perempuan;jumlah;tahun;indeks;keadaan\\n")
    for n in range(int(sys.argv[2])):
        men, women = random.randrange(50_000), random.randrange(50_000)
        total = men + women + (n % 1000 == 999)
        code = "6401040" if n % 1000 == 500 else villages[n % 140]
        men = f"{men} jiwa" if n % 1000 == 250 else men
        index, state = f"{women % 900},{n % 90 + 10}", "baik" if n % 3 else "rusak"
        out.write(f"N{n};{code};{men};{women};{total};2024;{index};{state}\\n")
"""

DESCRIPTOR = {
    "fields": [
        {"name": "nomor", "constraints": {"required": True, "unique": True}},
        {"name": "kode", "simpul:type": "area", "simpul:level": "village", "constraints": {"required": True}},
        {"name": "laki_laki", "type": "integer", "constraints": {"required": True, "minimum": 0}},
        {"name": "perempuan", "type": "integer", "constraints": {"required": True, "minimum": 0}},
        {"name": "jumlah", "type": "integer", "constraints": {"required": True}},
        {"name": "tahun", "type": "year", "simpul:period": True},
        {"name": "indeks", "type": "number", "constraints": {"minimum": 0, "maximum": 1000}},
        {"name": "keadaan", "constraints": {"enum": ["baik", "rusak"]}},
    ],
    "primaryKey": ["nomor"],
    "simpul:rules": [
        {
            "name": "jumlah",
            "condition": {"eq": [{"column": "jumlah"}, {"sum": ["laki_laki", "perempuan"]}]},
        }
    ],
}


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "penduduk.csv"
        subprocess.run([sys.executable, "-c", MAKE, str(path), str(rows)], check=True)
        measure(path, rows)


def measure(path: Path, rows: int) -> None:
    from django.conf import settings

    settings.configure(USE_I18N=False)
    from simpul.core import periods
    from simpul.datahub.checks import engine
    from simpul.datahub.checks.context import Context
    from simpul.datahub.intake import sheets
    from simpul.datahub.standards.schema import Schema

    villages = {f"64.01.{d:02d}.{2000 + v}": f"Desa {v}" for d in range(1, 11) for v in range(1, 15)}
    context = Context(
        period=periods.parse("2024"),
        areas={"village": villages, "district": {f"64.01.{d:02d}": f"Kec {d}" for d in range(1, 11)}},
        bps_codes={"6401040": "64.01.04"},
    )
    schema = Schema.from_descriptor(DESCRIPTOR)
    base = peak_megabytes()
    started, wall = time.process_time(), time.perf_counter()
    table = sheets.read(path, path.name, schema)
    read = time.process_time()
    report = engine.check(table, schema, context)
    ended = time.process_time()
    print(f"rows {table.height:,}  findings {report.errors:,}  listed {len(report.findings):,}")
    print(f"CPU seconds  read {read - started:.2f}  check {ended - read:.2f}  both {ended - started:.2f}")
    print(
        f"wall seconds {time.perf_counter() - wall:.2f}  peak {peak_megabytes():.0f} MB (idle {base:.0f} MB)"
    )
    assert report.errors == 3 * (rows // 1000), "every planted fault, and none besides"


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
