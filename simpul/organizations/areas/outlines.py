"""Save checked outlines, all of a file or none, and keep a checked file until a person decides."""

import gzip

from django.db import transaction

from simpul.audit import api as audit
from simpul.core.models import ScopedQuerySet
from simpul.core.scope import Scope
from simpul.organizations import addresses
from simpul.organizations.areas import checking, codes, errors, geometry
from simpul.organizations.models import Area, AreaLevel, Government, Outline, OutlineDraft

_BATCH = 50  # outlines written at once; all of a fine map at once would take half a gigabyte


@transaction.atomic
def save(*, scope: Scope, government: Government, checked: checking.Checked, source: str) -> int:
    """Store the accepted outlines in place of earlier ones of the same areas; returns how many.

    OutlinesRefusedError when a feature was refused. `source` (file name) goes into the audit. Simplified
    shapes are made anew for all outlines of the levels concerned, so that neighbours still meet.
    """
    scope.demand("settings.manage")
    if not checked.is_savable:
        raise errors.OutlinesRefusedError(count=len(checked.refused))
    light = _simplified(scope, government, checked)
    held = Outline.objects.within(scope).filter(government=government)
    held.filter(area_code__in=[feature.code for feature in checked.accepted]).delete()
    for start in range(0, len(checked.accepted), _BATCH):
        batch = checked.accepted[start : start + _BATCH]
        Outline.objects.bulk_create(_outline(government, each, light.pop(each.code)) for each in batch)
    _update_neighbours(held, light)
    audit.record(
        scope=scope,
        government_id=government.pk,
        action="outlines.saved",
        object_kind="outline",
        object_key=government.area_code,
        outlines=len(checked.accepted),
        repaired=len(checked.repaired),
        source=source,
    )
    addresses.touch(government.pk)
    return len(checked.accepted)


def coverage(scope: Scope, government: Government) -> list[tuple[str, int, int]]:
    """For each level from the government's own down: its label, outlines stored, areas in the table."""
    held = Outline.objects.within(scope).filter(government=government)
    areas = Area.objects.living()
    own = codes.level_of(government.area_code)
    table = [(AreaLevel(own), held.filter(level=own).count(), 1)]
    for level in range(own + 1, AreaLevel.VILLAGE + 1):
        known = areas.beneath(government.area_code).filter(level=level).count()
        table.append((AreaLevel(level), held.filter(level=level).count(), known))
    return [(str(level.label), stored, known) for level, stored, known in table]


def _outline(government: Government, feature: checking.Accepted, light: geometry.Shape) -> Outline:
    longitude, latitude = geometry.label_point(feature.shape)
    return Outline(
        government=government,
        area_code=feature.code,
        level=codes.level_of(feature.code),
        geometry=geometry.stored(feature.shape),
        simplified=geometry.for_page(light),
        longitude=longitude,
        latitude=latitude,
        was_repaired=bool(feature.repair),
    )


def _simplified(scope: Scope, government: Government, checked: checking.Checked) -> dict[str, geometry.Shape]:
    """Lighter shapes, by code, of all outlines on the levels of the file, new ones and neighbours."""
    light: dict[str, geometry.Shape] = {}
    held = Outline.objects.within(scope).filter(government=government)
    for level in {codes.level_of(feature.code) for feature in checked.accepted}:
        rows = held.filter(level=level).values_list("area_code", "geometry").iterator()
        shapes = {code: geometry.load(kept) for code, kept in rows}
        shapes |= {each.code: each.shape for each in checked.accepted if codes.level_of(each.code) == level}
        light |= dict(zip(shapes, geometry.simplified(list(shapes.values())), strict=True))
    return light


def _update_neighbours(held: ScopedQuerySet[Outline], light: dict[str, geometry.Shape]) -> None:
    keys = dict(held.filter(area_code__in=light).values_list("area_code", "pk"))
    rows = [Outline(pk=keys[code], simplified=geometry.for_page(shape)) for code, shape in light.items()]
    Outline.everywhere.bulk_update(rows, ["simplified"], batch_size=_BATCH)


def still_missing(scope: Scope, government: Government, checked: checking.Checked) -> list[str]:
    """Names of areas that stay without outline when the file is saved, on the levels that it holds."""
    levels = {codes.level_of(feature.code) for feature in checked.accepted}
    held = Outline.objects.within(scope).filter(government=government).values_list("area_code", flat=True)
    have = {feature.code for feature in checked.accepted} | set(held)
    areas = Area.objects.living().beneath(government.area_code).filter(level__in=levels)
    return [area.name for area in areas if area.code not in have]


@transaction.atomic
def keep_draft(
    *,
    scope: Scope,
    government: Government,
    raw: bytes,
    file_name: str,
    level: int | None = None,
    code_property: str = "",
) -> checking.Checked:
    """Check a file and keep it for the preview, in place of an earlier one of this government."""
    scope.demand("settings.manage")
    checked = checking.check(government, raw, level=level, code_property=code_property)
    drafts = OutlineDraft.objects.within(scope).filter(government=government)
    drafts.delete()
    OutlineDraft.objects.create(
        government=government,
        file_name=file_name[-255:],
        level=level,
        code_property=code_property,
        packed=gzip.compress(raw, 6),
        uploaded_by=scope.actor_label,
    )
    return checked


def draft_of(scope: Scope, government: Government) -> OutlineDraft | None:
    """The file that waits for a decision, None when there is none."""
    draft: OutlineDraft | None = OutlineDraft.objects.within(scope).filter(government=government).first()
    return draft


def check_draft(draft: OutlineDraft) -> checking.Checked:
    """Judge the kept file again: codes and stored outlines may have changed since."""
    raw = gzip.decompress(draft.packed)
    return checking.check(draft.government, raw, level=draft.level, code_property=draft.code_property)


@transaction.atomic
def save_draft(*, scope: Scope, government: Government, draft_id: int) -> int:
    """Save the file that the person saw; DraftGoneError when it is no longer the one that waits."""
    draft = draft_of(scope, government)
    if draft is None or draft.pk != draft_id:
        raise errors.DraftGoneError()
    saved = save(scope=scope, government=government, checked=check_draft(draft), source=draft.file_name)
    draft.delete()
    return saved


@transaction.atomic
def discard_draft(*, scope: Scope, government: Government, draft_id: int) -> None:
    """Throw the kept file away; what is stored stays as it is."""
    scope.demand("settings.manage")
    gone, _rows = OutlineDraft.objects.within(scope).filter(government=government, pk=draft_id).delete()
    if not gone:
        raise errors.DraftGoneError()
