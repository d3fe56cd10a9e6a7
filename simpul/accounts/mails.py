"""Letters of the area: plain text, to one person, about their own account.

Letters that somebody else's act sends are in Indonesian; those that follow the person's own act are in the
language of their page. A mail server that does not answer never undoes the act: it is logged, and returned as
False.
"""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from simpul.accounts import rules
from simpul.accounts.models import Invitation, User
from simpul.accounts.places import Place
from simpul.web import formats

log = logging.getLogger(__name__)

# Letters with a template of their own, templates/accounts/mail/<name>.txt.
LETTERS: dict[str, Promise] = {
    "invitation": _("Undangan masuk ke Simpul"),
    "password_reset_key": _("Buat kata sandi baru"),
    "restoration_approved": _("Pengaman kedua akun Anda dilepas"),
    "restoration_requested": _("Ada yang meminta pengaman kedua akun Anda dilepas"),
    "unknown_account": _("Permintaan kata sandi baru"),
}
# Notices say that something happened; all of them share templates/accounts/mail/notice.txt.
NOTICES: dict[str, Promise] = {
    "password_changed": _("Kata sandi akun Anda diganti"),
    "password_reset": _("Kata sandi akun Anda dibuat baru"),
    "recovery_codes_generated": _("Kode pemulihan akun Anda dibuat baru"),
    "totp_activated": _("Aplikasi autentikator dipasang pada akun Anda"),
    "totp_deactivated": _("Aplikasi autentikator dilepas dari akun Anda"),
    "webauthn_added": _("Kunci sandi ditambahkan pada akun Anda"),
    "webauthn_removed": _("Kunci sandi dihapus dari akun Anda"),
}


def compose(name: str, address: str, place_name: str, context: dict[str, Any]) -> EmailMessage:
    """The letter or notice of this name in the present language; KeyError for a name that is neither."""
    headline = str(NOTICES[name] if name in NOTICES else LETTERS[name])
    template = "notice" if name in NOTICES else name
    body = render_to_string(
        f"accounts/mail/{template}.txt", {**context, "place_name": place_name, "headline": headline}
    )
    subject = " · ".join(part for part in (headline, place_name) if part)
    return EmailMessage(subject, body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [address])


def deliver(letter: EmailMessage) -> bool:
    """Hand the letter to the mail server; False, and a line in the log, when that fails."""
    try:
        return bool(letter.send())
    except (OSError, SMTPException):
        log.exception("a letter could not be sent")
        return False


def send_invitation(invitation: Invitation, link: str, place: Place) -> bool:
    """The letter with the link, to the person who is invited."""
    context = {
        "name": invitation.user.name,
        "inviter": invitation.invited_by,
        "link": link,
        "until": formats.moment(invitation.expires_at, place.zone),
        "days": rules.INVITATION_LASTS.days,
    }
    return _send("invitation", invitation.user, place, context)


def send_restoration_requested(user: User, place: Place) -> bool:
    """Tells the person before anything happens, so that a request they never made can be stopped."""
    return _send("restoration_requested", user, place, {"name": user.name})


def send_restoration_approved(user: User, place: Place) -> bool:
    """Tells the person that the factor is gone and what comes next."""
    return _send("restoration_approved", user, place, {"name": user.name, "link": f"{place.origin}/masuk/"})


def _send(name: str, user: User, place: Place, context: dict[str, Any]) -> bool:
    with translation.override("id"):
        return deliver(compose(name, user.email, place.name, context))
