"""The steps of this area: what a government needs before its first number."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import queries
from simpul.organizations.checklist import Found, Step, register
from simpul.organizations.models import Agency, Government, Outline
from simpul.organizations.roles import Role
from simpul.web import formats

_NEEDED = (Role.OPERATOR, Role.AGENCY_HEAD, Role.STEWARD)


def register_all() -> None:
    """Called once when the program starts."""
    steps = (
        ("lambang", gettext_lazy("Lambang daerah"), 10, "settings.manage", crest),
        ("perangkat", gettext_lazy("Perangkat daerah"), 20, "people.manage", agencies),
        ("orang", gettext_lazy("Orang pada jabatannya"), 30, "people.manage", people),
        ("undangan", gettext_lazy("Undangan"), 40, "people.manage", invitations),
        ("peta", gettext_lazy("Garis batas wilayah"), 50, "settings.manage", outlines),
    )
    for key, label, order, capability, look in steps:
        register(Step(key, label, order, capability, look))


def crest(_scope: Scope, government: Government) -> Found:
    """Is there a crest of one's own?"""
    url = reverse("government-settings")
    if government.crest:
        return Found(True, _("Lambang sendiri sudah tampil di kepala halaman."), _("Ganti"), url)
    return Found(False, _("Masih memakai lambang netral."), _("Unggah lambang"), url)


def agencies(scope: Scope, government: Government) -> Found:
    """Are there agencies?"""
    count = Agency.objects.within(scope).living().filter(government=government).count()
    if count:
        return Found(True, _("%(count)s tercatat.") % _number(count), _("Lihat"), reverse("agencies"))
    return Found(
        False, _("Belum ada. Isi satu lembar untuk semuanya."), _("Unggah lembar"), reverse("people-sheet")
    )


def people(scope: Scope, government: Government) -> Found:
    """Does somebody upload, approve and verify?"""
    today = clock.today(government.zone)
    held = set(queries.serving(scope, today).values_list("post__role", flat=True))
    missing = [str(role.label) for role in _NEEDED if role not in held]
    if not missing:
        sentence = _("Ada yang mengunggah, menyetujui, dan memeriksa.")
        return Found(True, sentence, _("Lihat"), reverse("people"))
    sentence = _("Belum ada: %(roles)s.") % {"roles": ", ".join(missing)}
    return Found(False, sentence, _("Isi jabatan"), reverse("people-sheet"))


def invitations(scope: Scope, government: Government) -> Found:
    """Has everybody been invited?"""
    count = queries.uninvited(scope, government).count()
    url = reverse("people")
    if count:
        return Found(False, _("%(count)s orang belum diundang.") % _number(count), _("Undang"), url)
    return Found(True, _("Setiap orang sudah punya kata sandi atau undangan."), _("Lihat"), url)


def outlines(scope: Scope, government: Government) -> Found:
    """Are there outlines to draw maps with?"""
    count = Outline.objects.within(scope).filter(government=government).count()
    url = reverse("outlines")
    if count:
        return Found(True, _("%(count)s wilayah tergambar.") % _number(count), _("Lihat"), url)
    return Found(False, _("Peta masih memakai titik tengah wilayah."), _("Unggah GeoJSON"), url)


def _number(count: int) -> dict[str, str]:
    return {"count": formats.number(count)}
