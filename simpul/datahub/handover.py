"""When agencies merge, the data sets of the one that ends are delivered by the other from then on."""

from typing import Any

from simpul.audit import api as audit
from simpul.core.scope import Scope
from simpul.datahub.standards.models import Dataset
from simpul.organizations import api as organizations


def listen() -> None:
    """Called once when the program starts."""
    organizations.agency_merged.connect(_hand_over, dispatch_uid="datahub.handover")


def _hand_over(*, scope: Scope, government_id: int, source_id: int, target_id: int, **_: Any) -> None:
    """Part of the merger's transaction; what was delivered and released before stays as it is."""
    owned = Dataset.objects.within(scope).filter(government_id=government_id, agency_id=source_id)
    moved = list(owned.order_by("pk").values_list("pk", flat=True))
    Dataset.objects.within(scope).filter(pk__in=moved).update(agency_id=target_id)
    for dataset_id in moved:
        audit.record(
            scope=scope,
            government_id=government_id,
            action="data.alih",
            object_kind="data set",
            object_key=dataset_id,
            dari=source_id,
            ke=target_id,
        )
