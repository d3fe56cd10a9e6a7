"""What is going on, in sentences made by rule from the numbers: nobody writes them, and nothing else decides them."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from simpul.core import freshness
from simpul.datahub import api as datahub

_WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")


def spelled(count: int) -> str:
    """Small numbers as words, larger ones as digits."""
    return _(_WORDS[count]) if count < len(_WORDS) else str(count)


def headline(readings: Sequence[datahub.Reading], today: dt.date) -> str:
    """Whether last year's figures have come at all."""
    year = today.year - 1
    if not readings:
        return _("Belum ada angka.")
    ends = [r.shown.period_end for r in readings if r.shown is not None and r.shown.period_end is not None]
    newest = max((end.year for end in ends), default=None)
    if newest is None or newest < year:
        return _("Angka %(year)s belum masuk.") % {"year": year}
    arrived = sum(1 for end in ends if end.year >= year)
    return _("%(some)s dari %(all)s angka sudah sampai %(year)s.") % {
        "some": spelled(arrived).capitalize(),
        "all": spelled(len(readings)),
        "year": year,
    }


def details(readings: Sequence[datahub.Reading], lead: datahub.Reading | None) -> str:
    """How many are stale or disputed, and whether the leading number is on its way to the target."""
    return " ".join(filter(None, (_standing(readings), _on_its_way(lead) if lead else "")))


def _standing(readings: Sequence[datahub.Reading]) -> str:
    late = sum(1 for r in readings if r.freshness.state == freshness.State.DELINQUENT and not r.in_conflict)
    disputed = sum(1 for r in readings if r.in_conflict)
    if not late and not disputed:
        return _("Semua angka dalam janjinya.")
    parts = [
        _("%(count)s dari %(all)s angka menunggak") % {"count": spelled(late), "all": spelled(len(readings))}
    ]
    if disputed:
        parts.append(_("%(count)s punya dua nilai") % {"count": spelled(disputed)})
    sentence = ", ".join(parts[0 if late else 1 :])
    return f"{sentence[0].upper()}{sentence[1:]}."


def _on_its_way(lead: datahub.Reading) -> str:
    if lead.on_track is None or lead.target is None:
        return ""
    facts = {"name": lead.indicator.name, "year": lead.target.period_code}
    if lead.on_track:
        return _("%(name)s pada nilai terakhir masih di jalur menuju target %(year)s.") % facts
    return _("%(name)s pada nilai terakhir belum cukup cepat untuk target %(year)s.") % facts
