"""Fills an installation: `fill` in this program, or in one of its own `python -m tests.site.seed`.

The latter goes on keeping files and rows until its standard input closes, and prints each checksum after the
row that names it was committed.
"""

import select
import sys

import django


def fill(files: int) -> None:
    """A government, a walidata, so many files (those of a smaller number are the same), and sealed acts."""
    from simpul.audit import api as audit
    from tests import cast

    government = cast.government()
    cast.person("walidata")
    for number in range(files):
        _keep(government.pk, f"berkas {number}\n" * 50)
    audit.seal_pending()


def _write() -> None:
    from tests import cast

    government, number = cast.government(), 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        number += 1
        sys.stdout.write(_keep(government.pk, f"ditulis selama pencadangan {number}\n" * 400) + "\n")
        sys.stdout.flush()


def _keep(government_id: int, text: str) -> str:
    from simpul.audit import api as audit
    from simpul.core.scope import Scope
    from simpul.documents import api as documents

    file = documents.keep(government_id=government_id, name="uji.txt", chunks=[text.encode()])
    audit.record(
        scope=Scope.system("seed"),
        government_id=government_id,
        action="simpan",
        object_kind="berkas",
        object_key=file.pk,
        sha256=file.sha256,
    )
    return file.sha256


if __name__ == "__main__":
    django.setup()
    _write()
