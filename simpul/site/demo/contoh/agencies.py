"""The thirty agencies of Kabupaten Contoh and what each of them counts; all of it invented (agencies.yaml)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from simpul.datahub import api as datahub


@dataclass(frozen=True)
class Office:
    """An agency: code, name, short name, pillar, and the things it counts with their units."""

    code: str
    name: str
    short_name: str
    pillar: datahub.Pillar
    things: tuple[tuple[str, str], ...]


def _office(told: dict[str, Any]) -> Office:
    name = told["name"]
    short_name = name.removeprefix("Dinas ").removeprefix("Badan ")
    return Office(
        code=told["code"],
        name=f"{name} Contoh",
        short_name=f"{short_name} Contoh",
        pillar=datahub.Pillar[told["pillar"]],
        things=tuple(told["things"].items()),
    )


def _read() -> tuple[Office, ...]:
    file = Path(__file__).with_name("agencies.yaml")
    return tuple(_office(told) for told in yaml.safe_load(file.read_text(encoding="utf-8")))


OFFICES = _read()
