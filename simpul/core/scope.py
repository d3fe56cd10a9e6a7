"""Scope: whose rows may be read and what may be done, settled once where a request, job or command begins."""

from dataclasses import dataclass

from simpul.core import errors


@dataclass(frozen=True)
class Scope:
    """Governments and capabilities of one caller.

    `governments` holds primary keys; None stands for every government and is given to system work only.
    `agencies` narrows what is seen of agencies' work (primary keys); None means all agencies of the governments.
    `bound` holds (capability, agency) of capabilities that count for single agencies only: an operator of one
    agency who is also a planner sees all agencies, and still uploads for their own alone.
    `reason` says, for system work, why no person stands behind it; it is written into the audit.
    """

    governments: frozenset[int] | None = frozenset()
    capabilities: frozenset[str] = frozenset()
    agencies: frozenset[int] | None = frozenset()
    bound: frozenset[tuple[str, int]] = frozenset()
    actor_id: int | None = None
    actor_label: str = ""
    post_label: str = ""
    reason: str = ""

    @classmethod
    def system(cls, reason: str, government_id: int | None = None) -> "Scope":
        """Scope of a job or command that acts for nobody in particular; `reason` is mandatory."""
        if not reason:
            raise ValueError("system work states its reason")
        governments = None if government_id is None else frozenset({government_id})
        return cls(
            governments=governments, agencies=None, actor_label="Simpul", post_label=reason, reason=reason
        )

    @classmethod
    def public(cls, government_id: int | None) -> "Scope":
        """Scope of a visitor who is not signed in: one government, what is released and public."""
        governments = frozenset() if government_id is None else frozenset({government_id})
        return cls(governments=governments, agencies=None, actor_label="umum")

    @property
    def is_system(self) -> bool:
        return bool(self.reason)

    def has(self, capability: str) -> bool:
        """True when the caller holds the capability; system work holds all."""
        return self.is_system or capability in self.capabilities

    def demand(self, capability: str) -> None:
        """Raise ForbiddenError unless the caller holds the capability."""
        if not self.has(capability):
            raise errors.ForbiddenError(capability=capability)

    def covers_agency(self, agency_id: int) -> bool:
        """True when work of this agency lies within the scope."""
        return self.agencies is None or agency_id in self.agencies

    def may_for(self, capability: str, agency_id: int) -> bool:
        """True when the caller may use a capability for the work of this agency."""
        if not self.has(capability) or not self.covers_agency(agency_id):
            return False
        is_bound = any(name == capability for name, _agency in self.bound)
        return self.is_system or not is_bound or (capability, agency_id) in self.bound

    def covers_government(self, government_id: int) -> bool:
        """True when rows of this government lie within the scope."""
        return self.governments is None or government_id in self.governments
