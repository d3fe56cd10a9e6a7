"""A desk on which a test lays duties, and the provider that reads them off; no upper area plays here."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

from simpul.core.scope import Scope
from simpul.organizations.models import Agency, Government
from simpul.workflow import api as workflow
from tests import cast

# A Saturday; the day of the prototype. All dates of these tests are chosen around it.
TODAY = dt.date(2026, 11, 21)
KIND = "uji"


class Desk:
    """Duties that the provider answers with, until a test takes them away."""

    def __init__(self) -> None:
        self.duties: dict[tuple[str, str], workflow.Duty] = {}
        self.is_broken = False

    def lay(self, key: str, verb: str = "kirim", **facts: Any) -> workflow.Duty:
        """Put a duty on the desk: the upload of Dinas Kesehatan in Kabupaten Uji unless told otherwise."""
        owner: Government = facts.pop("government", None) or cast.government()
        agency: Agency | None = facts.pop("agency", None) or cast.agency("DINKES", owner)
        duty = workflow.Duty(
            **{
                "kind": KIND,
                "object_key": key,
                "duty": verb,
                "government_id": owner.pk,
                "title": f"Kirim {key}",
                "why": "dijanjikan tiap bulan",
                "capability": "data.upload",
                "url": f"/uji/{key}/",
                "action_label": "Unggah",
                "since": dt.date(2026, 11, 2),
                "due": dt.date(2026, 12, 4),
                "agency_id": agency.pk,
                "agency_label": agency.short_name,
            }
            | facts
        )
        self.duties[key, verb] = duty
        return duty

    def change(self, key: str, verb: str = "kirim", **facts: Any) -> workflow.Duty:
        """Another promise for the same duty."""
        self.duties[key, verb] = dataclasses.replace(self.duties[key, verb], **facts)
        return self.duties[key, verb]

    def clear(self, key: str, verb: str = "kirim") -> None:
        """The duty is no longer owed; a good area says so with `end` as well."""
        del self.duties[key, verb]

    def fulfil(self, scope: Scope, key: str, verb: str = "kirim", reason: str = "diunggah") -> None:
        """What a good area does: the duty is gone and its ending is said."""
        self.clear(key, verb)
        workflow.end(scope=scope, kind=KIND, object_key=key, duty=verb, reason=reason)

    def answer(self, scope: Scope, today: dt.date) -> Iterator[workflow.Duty]:
        """The provider."""
        if self.is_broken:
            raise RuntimeError("the desk fell over")
        yield from [duty for duty in self.duties.values() if scope.covers_government(duty.government_id)]
