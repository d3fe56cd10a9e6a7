"""What the installation adds to /kelola/: its rooms, and the steps that only it can look at."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpul.core import marks
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.organizations import api as organizations
from simpul.site.operation import schedule
from simpul.web import formats

frame = organizations.frame
_FRESH_BACKUP = dt.timedelta(hours=26)


def register() -> None:
    """Called once when the program starts."""
    frame.register_section(frame.Section(gettext_lazy("Sambungan"), "connections", 80, "settings.manage"))
    frame.register_section(frame.Section(gettext_lazy("Operasi"), "operation", 90, "operation.view"))
    frame.register_section(frame.Section(gettext_lazy("Jejak audit"), "audit", 95, "audit.read"))
    for key, label, order, capability, look in (
        ("data", gettext_lazy("Kumpulan data"), 60, "dataset.manage", datasets),
        ("surel", gettext_lazy("Surel teruji"), 70, "settings.manage", mail),
        ("alamat", gettext_lazy("Alamat teruji"), 71, "settings.manage", address),
        ("cadangan", gettext_lazy("Cadangan"), 80, "operation.view", backup),
    ):
        frame.register_step(frame.Step(key, label, order, capability, look))


def datasets(scope: Scope, government: organizations.Government) -> frame.Found:
    """Are there data sets that somebody could fill?"""
    count = datahub.Dataset.objects.within(scope).filter(government=government).count()
    url = reverse("data")
    if count:
        told = _("%(count)s kumpulan data.") % {"count": formats.number(count)}
        return frame.Found(True, told, _("Lihat"), url)
    return frame.Found(False, _("Belum ada. Walidata membuatnya dari halaman Data."), _("Buka Data"), url)


def mail(scope: Scope, government: organizations.Government) -> frame.Found:
    """Did a letter leave?"""
    return _tested(scope, government, organizations.Connection.MAIL, _("Uji surel"))


def address(scope: Scope, government: organizations.Government) -> frame.Found:
    """Do the pages answer at their address?"""
    return _tested(scope, government, organizations.Connection.ADDRESS, _("Uji alamat"))


def backup(_scope: Scope, _government: organizations.Government) -> frame.Found:
    """Is there a backup of the last day?"""
    age, url = marks.age(schedule.MARK), reverse("operation")
    if age is None:
        return frame.Found(False, _("Belum pernah dibuat."), _("Buka Operasi"), url)
    if age > _FRESH_BACKUP:
        told = _("Yang terakhir sudah %(days)s hari.") % {"days": max(1, age.days)}
        return frame.Found(False, told, _("Buka Operasi"), url)
    return frame.Found(True, _("Dibuat dalam sehari terakhir."), _("Lihat"), url)


def _tested(
    scope: Scope,
    government: organizations.Government,
    connection: organizations.Connection,
    verb: str,
) -> frame.Found:
    tests = organizations.ConnectionTest.objects.within(scope).filter(government=government)
    last, url = tests.filter(connection=connection).first(), reverse("connections")
    if last is None:
        return frame.Found(False, _("Belum diuji."), verb, url)
    return frame.Found(last.succeeded, last.sentence, _("Lihat") if last.succeeded else verb, url)
