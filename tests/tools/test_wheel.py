"""The wheel: everything in it, and a bare machine without node runs it."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.build

ROOT = Path(__file__).resolve().parents[2]

PAGE = """
import re
from wsgiref.util import setup_testing_defaults
from simpul.site.wsgi import application

def get(path, query=""):
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1"}
    setup_testing_defaults(environ)
    begun = []
    body = b"".join(application(environ, lambda status, headers, *rest: begun.append(status)))
    assert begun[0] == "200 OK", (path, begun)
    return body.decode()

page = get("/wilayah/", "cari=tana+grogot&bahasa=en")
assert "Areas of Indonesia" in page, "no English"
assert "Tanah Grogot" in page, "no areas"
sheet = re.search(r'/static/simpul/simpul\\.[0-9a-f]{12}\\.css', page)
assert sheet, "no hashed style sheet"
assert "--accent" in get(sheet.group()), "the style sheet is not served"
from simpul.organizations.areas import coastline
assert coastline.lines_within((115.5, -2.5, 116.9, -0.9)), "no coast"
print("page ok")
"""


def run(*command: str | Path, **options: object) -> str:
    """Output of a command; the test fails with all of it when the command does."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return str(done.stdout)


def uv() -> str:
    return str(Path(sys.executable).parent / "uv")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sdist and wheel; the wheel is made from the sdist, so that is whole too."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "tools/build_assets.py", cwd=ROOT)
    run(sys.executable, "tools/compile_messages.py", cwd=ROOT)
    run(uv(), "build", "--out-dir", folder, ROOT)
    return folder


@pytest.fixture(scope="module")
def bare(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a virtual environment with the wheel and its pinned requirements, nothing else."""
    folder = tmp_path_factory.mktemp("bare") / "venv"
    python = folder / "bin" / "python"
    run(uv(), "venv", "--quiet", "--python", sys.executable, folder)
    install = (uv(), "pip", "install", "--quiet", "--python", python)
    run(*install, "--require-hashes", "-r", ROOT / "requirements" / "runtime.txt")
    run(*install, "--no-deps", next(built.glob("*.whl")))
    return folder / "bin"


def test_the_wheel_holds_templates_static_files_data_translations_and_licences(built: Path) -> None:
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    for expected in (
        "simpul/web/templates/web/base.html",
        "simpul/web/static/simpul/simpul.css",
        "simpul/web/static/simpul/font/plus-jakarta-sans-latin-wght-normal.woff2",
        "simpul/organizations/data/areas.csv.gz",
        "simpul/organizations/data/areas.LICENSE.txt",
        "simpul/organizations/data/coastline.json.gz",
        "simpul/organizations/data/coastline.LICENSE.txt",
        "simpul/organizations/bps_codes.csv",
        "simpul/organizations/locale/en/LC_MESSAGES/django.mo",
    ):
        assert expected in names
    licences = {name.partition("/licenses/")[2] for name in names if ".dist-info/licenses/" in name}
    assert licences >= {"LICENSE", *(f"LICENSES/{path.name}" for path in (ROOT / "LICENSES").iterdir())}
    assert not [name for name in names if name.startswith(("tests", "tools", "node_modules", "var"))]


def test_every_translation_is_shipped_compiled(built: Path) -> None:
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    sources = [name for name in names if name.endswith(".po")]
    assert sources
    assert {name.removesuffix(".po") + ".mo" for name in sources} <= names


def test_the_sdist_builds_again_without_git_and_holds_nothing_private(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = archive.getnames()
    assert any(name.endswith("/hatch_build.py") for name in names)
    assert not [name for name in names if "/var/" in name or name.endswith((".key", ".sqlite3"))]


def test_a_build_without_assets_is_refused_with_the_command_that_makes_them(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "LICENSES", tmp_path / "LICENSES")
    package = tmp_path / "simpul" / "organizations"
    package.mkdir(parents=True)
    (tmp_path / "simpul" / "__init__.py").write_text("")
    command = [uv(), "build", "--wheel", "--out-dir", tmp_path / "dist", tmp_path]
    refused = subprocess.run(command, capture_output=True, text=True)
    assert refused.returncode != 0
    assert "Run `make assets messages` first." in refused.stderr
    shutil.copytree(ROOT / "simpul" / "organizations" / "data", package / "data")
    (package / "data" / "areas.csv.gz").write_bytes(b"cut off")
    assert "data/areas.csv.gz" in subprocess.run(command, capture_output=True, text=True).stderr


def test_a_bare_machine_without_node_goes_from_keys_to_a_region_and_shows_a_page(
    bare: Path, tmp_path: Path
) -> None:
    environment = {"PATH": str(bare), "HOME": str(tmp_path), "SIMPUL_DATA_DIR": str(tmp_path / "data")}
    assert shutil.which("node", path=environment["PATH"]) is None
    simpul = bare / "simpul"
    options = {"env": environment, "cwd": tmp_path}
    run(simpul, "keys", **options)
    run(simpul, "migrate", "--verbosity", "0", **options)
    loaded = json.loads(run(simpul, "areas", "load", "--province", "64", "--json", **options))
    assert loaded["added"] == loaded["total"] > 1000
    first = ("--admin-name", "Adi", "--admin-email", "adi@uji.localhost", "--address", "localhost")
    run(simpul, "init", "--area", "64.01", *first, "--no-interactive", "--json", **options)
    run(simpul, "collectstatic", "--noinput", "--verbosity", "0", **options)
    assert "page ok" in run(bare / "python", "-c", PAGE, **options)


def test_requirements_name_no_address_and_the_lock_file_none_either() -> None:
    for name in ("package-lock.json", "requirements/runtime.txt", "requirements/dev.txt"):
        text = (ROOT / name).read_text()
        assert "resolved" not in text
        assert "registry" not in text
        assert "--index-url" not in text


def test_the_build_of_assets_ends_at_once_when_nothing_changed() -> None:
    environment = {**os.environ, "PATH": str(Path(sys.executable).parent)}
    command = [sys.executable, "tools/build_assets.py"]
    run(*command, cwd=ROOT)
    assert "nothing changed" in run(*command, cwd=ROOT, env=environment)
