"""What became of an agency, told as a thread of knots."""

from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.core.scope import Scope
from simpul.organizations.models import Agency, AgencyChange
from simpul.organizations.models.agency import AgencyChangeKind
from simpul.web import formats, parts


def steps(scope: Scope, agency: Agency) -> list[parts.ThreadStep]:
    """Newest on top: mergers into it, its own end, its names, and its beginning where that is known."""
    own = AgencyChange.objects.within(scope).filter(agency=agency)
    absorbed = AgencyChange.objects.within(scope).filter(
        agency__merged_into=agency, kind=AgencyChangeKind.MERGED
    )
    changes = sorted((*own, *absorbed), key=lambda change: (change.effective_on, change.pk), reverse=True)
    told = [_step(change, agency) for change in changes]
    if agency.started_on:
        told.append(parts.ThreadStep(_("Berdiri"), (formats.date(agency.started_on),)))
    return told


def _step(change: AgencyChange, agency: Agency) -> parts.ThreadStep:
    since = _("Berlaku sejak %(day)s") % {"day": formats.date(change.effective_on)}
    basis = change.legal_basis or _("Dasar hukum tidak dicatat")
    recorded = _("Dicatat %(who)s") % {"who": change.recorded_by}
    return parts.ThreadStep(_title(change, agency), (f"{since} · {basis}", recorded), _links(change, agency))


def _title(change: AgencyChange, agency: Agency) -> str:
    names = {"old": change.old_name, "new": change.new_name}
    if change.kind == AgencyChangeKind.RENAMED:
        return _("%(old)s menjadi %(new)s") % names
    if change.agency_id == agency.pk:
        return _("Digabung ke %(new)s") % names
    return _("Menerima %(old)s") % names


def _links(change: AgencyChange, agency: Agency) -> tuple[parts.Link, ...]:
    if change.kind != AgencyChangeKind.MERGED:
        return ()
    other = agency.merged_into_id if change.agency_id == agency.pk else change.agency_id
    return (parts.Link(_("Buka"), reverse("agency", args=[other])),)
