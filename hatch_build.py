"""A check before sdist and wheel are built: what git does not hold must have been made first."""

import json
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = Path("simpul/organizations/data")


class AssetsHook(BuildHookInterface):
    """Refuses a build that would ship an installation without area codes, coastline or translations."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Stop with a sentence when something is missing; an editable install needs nothing yet."""
        if version == "editable":
            return
        root = Path(self.root)
        missing = [*_missing_data(root), *_missing_messages(root)]
        if missing:
            names = ", ".join(str(path) for path in missing)
            raise SystemExit(f"Not built yet: {names}. Run `make assets messages` first.")


def _missing_data(root: Path) -> list[Path]:
    manifest = root / DATA / "manifest.json"
    if not manifest.is_file():
        return [DATA / "manifest.json"]
    sizes: dict[str, int] = json.loads(manifest.read_text())["bytes"]
    return [DATA / name for name, size in sizes.items() if not _has_size(root / DATA / name, size)]


def _has_size(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _missing_messages(root: Path) -> list[Path]:
    sources = (root / "simpul").glob("**/locale/*/LC_MESSAGES/*.po")
    compiled = (source.with_suffix(".mo") for source in sources)
    return [path.relative_to(root) for path in compiled if not path.is_file()]
