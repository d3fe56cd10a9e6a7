"""The house: imports and foreign keys go down only."""

import configparser
import re
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def _levels() -> dict[str, int]:
    """Area → its floor, from the same list that the import contract reads; larger is lower."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = parser["importlinter:contract:areas"]["layers"].split("\n")
    rooms = [re.findall(r"simpul\.(\w+)", line) for line in lines if line.strip()]
    return {area: floor for floor, line in enumerate(rooms) for area in line}


def test_every_area_has_its_place_in_the_order():
    installed = {
        config.name.removeprefix("simpul.")
        for config in apps.get_app_configs()
        if config.name.startswith("simpul.")
    }

    assert installed == set(_levels())


def test_foreign_keys_point_down_or_stay_in_their_area():
    levels, upward = _levels(), []
    for model in apps.get_models():
        if not model.__module__.startswith("simpul."):
            continue
        area = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if (
                not getattr(field, "concrete", False)
                or target is None
                or not target.__module__.startswith("simpul.")
            ):
                continue
            if target._meta.app_label != area and levels[target._meta.app_label] <= levels[area]:
                upward.append(f"{model.__name__}.{field.name} → {target.__name__}")

    assert upward == []
