"""Build what the wheel ships but git does not hold: the table of area codes and the coastline.

    .venv/bin/python tools/build_assets.py [--force]

Runs `npm ci --ignore-scripts` when the lock file changed, then derives `simpul/organizations/data/` from the
packages. When nothing changed it says so and ends at once. No package script runs, no registry is named.
"""

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import area_table
import coastline

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
DATA = ROOT / "simpul" / "organizations" / "data"
MANIFEST = DATA / "manifest.json"
INPUTS = (
    "package.json",
    "package-lock.json",
    "tools/build_assets.py",
    "tools/area_table.py",
    "tools/coastline.py",
)
NEEDED_BY_TESTS = PACKAGES / "axe-core" / "axe.min.js"


def main() -> None:
    """Build unless everything is in place; ends with a sentence when npm is missing or fails."""
    parser = argparse.ArgumentParser(description="Build area codes and coastline from the npm packages.")
    parser.add_argument("--force", action="store_true", help="build again even if nothing changed")
    fingerprint = _fingerprint()
    if not parser.parse_args().force and _is_built(fingerprint):
        print("assets: nothing changed")
        return
    _install()
    _derive(fingerprint)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _is_built(fingerprint: str) -> bool:
    if not MANIFEST.is_file() or not NEEDED_BY_TESTS.is_file():
        return False
    manifest = json.loads(MANIFEST.read_text())
    return manifest["fingerprint"] == fingerprint and all(
        (DATA / name).is_file() and (DATA / name).stat().st_size == size
        for name, size in manifest["bytes"].items()
    )


def _install() -> None:
    print("assets: installing the npm packages of package-lock.json")
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    except FileNotFoundError:
        sys.exit("assets: npm was not found. Install node 20 or newer, then run this again.")
    except subprocess.CalledProcessError as error:
        sys.exit(f"assets: npm ci ended with {error.returncode}; its message stands above.")


def _derive(fingerprint: str) -> None:
    DATA.mkdir(exist_ok=True)
    rows = area_table.build(PACKAGES / "idn-area-data", DATA)
    print(f"assets: area codes, {rows} rows")
    lines = coastline.build(PACKAGES / "world-atlas", DATA)
    print(f"assets: coastline, {lines} lines")
    files = sorted(path for path in DATA.iterdir() if path != MANIFEST)
    manifest = {
        "fingerprint": fingerprint,
        "packages": {name: _version(name) for name in ("idn-area-data", "world-atlas")},
        "bytes": {path.name: path.stat().st_size for path in files},
    }
    MANIFEST.write_text(json.dumps(manifest, indent=1) + "\n")


def _version(package: str) -> str:
    return str(json.loads((PACKAGES / package / "package.json").read_text())["version"])


if __name__ == "__main__":
    main()
