"""Judge a file of outlines feature by feature, without writing anything."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from simpul.core.models import ScopedQuerySet
from simpul.core.scope import Scope
from simpul.organizations.areas import codes, geojson, geometry
from simpul.organizations.models import Area, AreaLevel, Government, Outline

# Outlines of two levels are often drawn at two scales; this much of an area may stick out of its parent.
OUTSIDE_ALLOWED = 0.25


@dataclass(frozen=True)
class Accepted:
    """A feature that can be saved; `repair` says in words what was repaired, "" when nothing."""

    position: int
    code: str
    name: str
    shape: geometry.Shape
    repair: str
    replaces: bool = False
    parent_code: str = ""  # within whose outline it was found to lie; "" when there is none yet


@dataclass(frozen=True)
class Refused:
    """A feature that cannot be saved, and why, in Indonesian."""

    position: int
    code: str
    reason: str


@dataclass(frozen=True)
class Checked:
    """What a file would do: savable only when nothing is refused."""

    accepted: tuple[Accepted, ...]
    refused: tuple[Refused, ...]
    code_property: str

    @property
    def is_savable(self) -> bool:
        return bool(self.accepted) and not self.refused

    @property
    def repaired(self) -> tuple[Accepted, ...]:
        return tuple(feature for feature in self.accepted if feature.repair)


class _Refusal(Exception):
    """One feature is refused; the text is shown."""


def check(
    government: Government,
    raw: bytes,
    *,
    level: int | None = None,
    code_property: str = "",
    limit: int = geojson.WEB_LIMIT_BYTES,
) -> Checked:
    """Judge every feature of a GeoJSON file for this government; nothing is written.

    `level` admits features of one level only; `code_property` names the property with the code, which is
    otherwise recognised. OutlineFileError when the file as a whole is unreadable.
    """
    features = geojson.read(raw, limit)
    recognised = geojson.code_property(features, level) or geojson.code_property(features, None)
    judge = _Judge(government, level, code_property or recognised, _known_areas(government))
    judge.take(features)
    judge.compare_with_parents()
    return Checked(
        tuple(judge.accepted.values()), tuple(sorted(judge.refused, key=_position)), judge.code_property
    )


@dataclass
class _Judge:
    government: Government
    level: int | None
    code_property: str
    areas: dict[str, str]  # name by code, of the government's own areas

    def __post_init__(self) -> None:
        self.accepted: dict[str, Accepted] = {}
        self.refused: list[Refused] = []
        self.stored = set(_stored(self.government).values_list("area_code", flat=True))

    def take(self, features: list[geojson.Feature]) -> None:
        """Judge each feature by itself."""
        for feature in features:
            written = str(feature.properties.get(self.code_property, "")).strip()
            try:
                accepted = self._accept(feature, written)
            except (_Refusal, geometry.ShapeRefusedError) as reason:
                self.refused.append(Refused(feature.position, written, str(reason)))
            else:
                self.accepted[accepted.code] = accepted

    def _accept(self, feature: geojson.Feature, written: str) -> Accepted:
        code = self._code(written)
        if code in self.accepted:
            earlier = self.accepted[code].position
            raise _Refusal(
                _("Kode %(code)s sudah dipakai bidang ke-%(position)s. Gabungkan menjadi satu MultiPolygon.")
                % {"code": code, "position": earlier}
            )
        sound = geometry.sound(feature.geometry)
        return Accepted(
            feature.position, code, self.areas[code], sound.shape, sound.repair, code in self.stored
        )

    def _code(self, written: str) -> str:
        code = codes.normalised(written)
        if code not in self.areas:
            raise _Refusal(_why_not_ours(written, code, self.government))
        if self.level is not None and codes.level_of(code) != self.level:
            raise _Refusal(
                _("Kode %(code)s adalah %(found)s, sedangkan yang diimpor %(wanted)s.")
                % {
                    "code": code,
                    "found": AreaLevel(codes.level_of(code)).label,
                    "wanted": AreaLevel(self.level).label,
                }
            )
        return code

    def compare_with_parents(self) -> None:
        """Refuse what lies outside the nearest outline above it, in the file or stored."""
        shapes = {**_stored_shapes(self.government, self.accepted), **_shapes(self.accepted)}
        for code, shape in shapes.items():
            parent = next((above for above in codes.ancestors_of(code) if above in shapes), "")
            if not parent or not {code, parent} & self.accepted.keys():
                continue
            outside = geometry.share_outside(shape, shapes[parent])
            if outside > OUTSIDE_ALLOWED:
                self._refuse_outside(code, parent, outside)
            elif code in self.accepted:
                self.accepted[code] = replace(self.accepted[code], parent_code=parent)

    def _refuse_outside(self, code: str, parent: str, outside: float) -> None:
        """The feature of the file is at fault: the child, or the parent when the child is stored already."""
        blamed = self.accepted.pop(code, None) or self.accepted.pop(parent, None)
        if blamed is None:
            return
        reason = _(
            "%(share)s%% luas %(code)s %(name)s di luar %(parent)s %(parent_name)s; batasnya %(limit)s%%."
        )
        said = {
            "share": round(outside * 100),
            "code": code,
            "name": self.areas.get(code, ""),
            "parent": parent,
            "parent_name": self.areas.get(parent, ""),
            "limit": round(OUTSIDE_ALLOWED * 100),
        }
        self.refused.append(Refused(blamed.position, blamed.code, reason % said))


def _position(refused: Refused) -> int:
    return refused.position


def _known_areas(government: Government) -> dict[str, str]:
    own = government.area_code
    inside = Area.objects.living().filter(code=own) | Area.objects.living().beneath(own)
    return dict(inside.values_list("code", "name"))


def _why_not_ours(written: str, code: str, government: Government) -> str:
    if not written:
        return _("Tidak ada kode wilayah. Nama kolom kode yang dikenali: code, kode, kemendagri, KDEPUM.")
    bps = Area.objects.living().filter(bps_code=written).first() if written.isdecimal() else None
    if bps is not None:
        return _("Kode %(code)s memakai kode BPS. Ganti menjadi %(right)s.") % {
            "code": written,
            "right": bps.code,
        }
    if code and Area.objects.living().filter(code=code).exists():
        return _("%(code)s bukan bagian dari %(own)s %(name)s.") % {
            "code": code,
            "own": government.area_code,
            "name": government.short_name,
        }
    return _("Kode %(code)s tidak dikenal dalam tabel wilayah.") % {"code": written}


def _stored(government: Government) -> ScopedQuerySet[Outline]:
    scope = Scope.system("checking outlines", government.pk)
    held: ScopedQuerySet[Outline] = Outline.objects.within(scope).filter(government=government)
    return held


def _shapes(accepted: dict[str, Accepted]) -> dict[str, geometry.Shape]:
    return {code: feature.shape for code, feature in accepted.items()}


def _stored_shapes(government: Government, accepted: dict[str, Accepted]) -> dict[str, geometry.Shape]:
    """Stored outlines that a feature of the file lies in, or that lie in one."""
    wanted = {above for code in accepted for above in codes.ancestors_of(code)}
    wanted |= set(_stored_beneath(government, accepted))
    rows = _stored(government).filter(area_code__in=wanted).values_list("area_code", "geometry")
    return {code: geometry.load(kept) for code, kept in rows.iterator()}


def _stored_beneath(government: Government, accepted: dict[str, Accepted]) -> Iterator[str]:
    for code in _stored(government).values_list("area_code", flat=True):
        if any(above in accepted for above in codes.ancestors_of(code)):
            yield code
