"""The day's head: taken when a government's day is over, and mailed to where nobody here can change it."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.core import mail
from django.utils.translation import gettext as _

from simpul.audit import governments, sealing
from simpul.audit.governments import Known
from simpul.audit.models import DailyHead
from simpul.core import clock
from simpul.web import formats

# Heads that waited longer to be mailed are left out: an address set late gets a month, not years.
_MAILED_WITHIN = dt.timedelta(days=31)


def take_heads() -> int:
    """Keep the end of each chain for the day that ended last; return how many were new.

    What was on record before midnight is sealed by then, or is sealed first here.
    """
    return sum(_take(government) for government in governments.known())


def _take(government: Known) -> bool:
    day = clock.today(government.zone) - dt.timedelta(days=1)
    taken = DailyHead.everywhere.filter(government_id=government.id, day=day)
    if taken.exists():
        return False
    sealing.seal_government(government_id=government.id)
    head = sealing.head(government.id)
    if head is None:
        return False
    values = {"sequence": head.sequence, "seal": head.seal}
    return bool(taken.get_or_create(government_id=government.id, day=day, defaults=values)[1])


def mail_heads() -> int:
    """Mail what was not mailed yet to SIMPUL_AUDIT_MAIL, one mail a government; return how many heads."""
    if not settings.AUDIT_MAIL:
        return 0
    return sum(_mail(government) for government in governments.known())


def _mail(government: Known) -> int:
    since = clock.today(government.zone) - _MAILED_WITHIN
    waiting = DailyHead.everywhere.filter(government_id=government.id, mailed_at=None, day__gte=since)
    heads = list(waiting.order_by("day"))
    if heads:
        subject = _("Simpul: segel jejak audit %(name)s, %(day)s") % {
            "name": government.name,
            "day": formats.date(heads[-1].day),
        }
        mail.send_mail(subject, _body(government, heads), None, settings.AUDIT_MAIL)
        waiting.filter(pk__in=[head.pk for head in heads]).update(mailed_at=clock.now())
    return len(heads)


def _body(government: Known, heads: Sequence[DailyHead]) -> str:
    lines = [
        _("Simpan surel ini di luar server Simpul."),
        _("Jejak audit sampai hari itu utuh selama perintah di bawah berakhir tanpa temuan."),
        "",
        f"{government.name} ({government.code})",
    ]
    for head in heads:
        command = f"simpul audit verify --government {government.code} --head {head}"
        lines += ["", formats.date(head.day), f"  {command}"]
    return "\n".join(lines) + "\n"
