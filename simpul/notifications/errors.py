"""Why a letter did not leave, in words that name the setting to look at."""

import smtplib
import socket
import ssl

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from simpul.core import errors


class LetterNotSentError(errors.SimpulError):
    """No mail server took the letter; the message says why and which setting to look at."""

    status = 502
    code = "surel-tidak-terkirim"


def reason(error: Exception) -> str:
    """The sentence for what a mail server, or the way to it, answered."""
    server = {"server": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"}
    for kind, sentence in _REASONS:
        if isinstance(error, kind):
            return str(sentence) % server
    return gettext("Surel tidak terkirim: %(kind)s. Lihat log server.") % {"kind": type(error).__name__}


# The first kind that fits counts: several of them derive from others further down.
_REASONS: tuple[tuple[type[Exception], Promise], ...] = (
    (
        smtplib.SMTPAuthenticationError,
        _("%(server)s menolak nama atau kata sandi. Periksa SIMPUL_EMAIL_USER dan SIMPUL_EMAIL_PASSWORD."),
    ),
    (smtplib.SMTPSenderRefused, _("%(server)s menolak alamat pengirim. Periksa SIMPUL_EMAIL_FROM.")),
    (
        smtplib.SMTPRecipientsRefused,
        _("%(server)s menolak alamat tujuan. Periksa surel Anda di halaman akun."),
    ),
    (smtplib.SMTPNotSupportedError, _("%(server)s tidak melayani cara ini. Periksa SIMPUL_EMAIL_TLS.")),
    (
        ssl.SSLError,
        _("Sertifikat %(server)s tidak dapat dipercaya. Periksa SIMPUL_EMAIL_TLS dan namanya."),
    ),
    (socket.gaierror, _("Nama server %(server)s tidak ditemukan. Periksa SIMPUL_EMAIL_HOST.")),
    (TimeoutError, _("%(server)s tidak menjawab dalam 10 detik. Periksa SIMPUL_EMAIL_HOST dan tembok api.")),
    (
        ConnectionError,
        _("%(server)s menolak sambungan. Periksa SIMPUL_EMAIL_HOST, SIMPUL_EMAIL_PORT, dan server surelnya."),
    ),
    (smtplib.SMTPException, _("%(server)s menolak suratnya. Lihat log server surel.")),
)
