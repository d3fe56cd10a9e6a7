"""Fills an installation, in a program of its own: `python -m tests.site.seed FILES` or `... write`.

`write` goes on keeping files and rows until its standard input closes, and prints each checksum after the row
that names it was committed.
"""

import select
import sys

import django


def main(what: str) -> None:
    django.setup()
    from tests import cast

    government = cast.government()
    if what == "write":
        _write(government.pk)
    else:
        _fill(government.pk, int(what))


def _fill(government_id: int, files: int) -> None:
    from simpul.audit import api as audit
    from tests import cast

    cast.person("walidata")
    for number in range(files):
        _keep(government_id, f"berkas {number}\n" * 50)
    audit.seal_pending()


def _write(government_id: int) -> None:
    number = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        number += 1
        sys.stdout.write(_keep(government_id, f"ditulis selama pencadangan {number}\n" * 400) + "\n")
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
    main(sys.argv[1])
