"""What a sheet is checked against besides its schema."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Final

from simpul.core.periods import UNDATED, Period
from simpul.datahub.standards.schema import AreaLevel

Previous = Mapping[tuple[str, ...], Mapping[str, Fraction]]

_LEVELS: Final = "kecamatan|kec|kelurahan|kel|desa|ds|kabupaten|kab|kota|provinsi|prov"
_PREFIX: Final = re.compile(rf"^(?:\[?[0-9. ]+\]?\s*)?(?:(?:{_LEVELS})\b\.?\s*)?", re.IGNORECASE)
_NOISE: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Context:
    """The submission's period, the government's areas and the previous release.

    `areas`: level to {Kemendagri code: name}, of this government only. `bps_codes`: BPS code to Kemendagri
    code. `names`: further spellings of area names to codes. `previous`: the release key (texts of the
    schema's `release_key`, in its order) to the numbers of that row. `place` names the government in texts.
    """

    period: Period = UNDATED
    areas: Mapping[AreaLevel, Mapping[str, str]] = field(default_factory=dict)
    bps_codes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    previous: Previous = field(default_factory=dict)
    place: str = ""

    @cached_property
    def every_area(self) -> dict[str, tuple[AreaLevel, str]]:
        """Code to level and name, over all levels."""
        return {code: (level, name) for level, names in self.areas.items() for code, name in names.items()}

    def code_of(self, name: str, level: AreaLevel) -> str | None:
        """The code of the one area of this level with this name ("Kec. Tanah Grogot"); None if not one."""
        return self._by_name.get((level, normal_name(name)))

    @cached_property
    def _by_name(self) -> dict[tuple[AreaLevel, str], str]:
        found: dict[tuple[AreaLevel, str], str] = {}
        twice: set[tuple[AreaLevel, str]] = set()
        for name, code in self._spellings():
            level = self.every_area[code][0]
            key = level, normal_name(name)
            twice |= {key} if found.setdefault(key, code) != code else set()
        return {key: code for key, code in found.items() if key not in twice}

    def _spellings(self) -> list[tuple[str, str]]:
        own = [(name, code) for code, (_level, name) in self.every_area.items()]
        return own + [(name, code) for name, code in self.names.items() if code in self.every_area]


def normal_name(name: str) -> str:
    """Area names that mean the same: "[040] Tanah Grogot", "Kec. Tanah Grogot", "TANAH  GROGOT"."""
    return _NOISE.sub("", _PREFIX.sub("", name.strip()).casefold())
