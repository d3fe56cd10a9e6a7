import json
import subprocess
import sys
from pathlib import Path

import pytest

from simpul.datahub.intake.sheets import errors
from tests.datahub import population
from tests.datahub.intake import corpus

MOST_MEGABYTES = 300

CHILD = """
import json, re, resource, sys
from django.conf import settings
settings.configure(USE_I18N=False)
# A ceiling beside the measurement: what asks for far too much dies at once and takes nothing with it.
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
from pathlib import Path
from simpul.core.errors import SimpulError
from simpul.datahub.intake import sheets
from simpul.datahub.standards.schema import Schema
schema = Schema.from_descriptor(json.loads(sys.argv[2]))
name = "none"
try:
    sheets.read(Path(sys.argv[1]), "data", schema)
except SimpulError as error:
    name = type(error).__name__
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(json.dumps([name, int(peak[1]) / 1024]))
"""


@pytest.mark.parametrize("name", sorted(set(corpus.BROKEN) - corpus.HOSTILE))
def test_a_broken_file_gets_its_own_error_and_a_next_step(name: str, tmp_path: Path) -> None:
    build, error = corpus.BROKEN[name]
    with pytest.raises(errors.SheetError) as caught:
        population.table(build(tmp_path))
    assert type(caught.value) is error
    assert caught.value.message.endswith(".")
    assert "%(" not in caught.value.message


@pytest.mark.parametrize("name", sorted(corpus.HOSTILE))
def test_a_hostile_file_is_refused_in_little_memory(name: str, tmp_path: Path) -> None:
    """In a child of its own, so that the peak is that of this one file."""
    build, error = corpus.BROKEN[name]
    command = [sys.executable, "-c", CHILD, str(build(tmp_path)), json.dumps(population.DESCRIPTOR)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found, megabytes = json.loads(done.stdout)
    assert found == error.__name__
    assert megabytes < MOST_MEGABYTES


def test_a_wrong_template_says_what_was_expected_and_what_was_found(tmp_path: Path) -> None:
    with pytest.raises(errors.WrongTemplate) as caught:
        population.table(corpus.other_headings(tmp_path))
    assert "kode, kecamatan, laki_laki" in caught.value.message
    assert "npsn, nama sekolah, siswa" in caught.value.message


def test_the_line_of_a_broken_quote_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.BrokenCsv) as caught:
        population.table(corpus.text_after_a_quote(tmp_path))
    assert "baris 6" in caught.value.message
