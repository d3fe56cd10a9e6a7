"""How the sign-in library meets Simpul: its answers, letters, limits and secrets.

Nobody signs up; accounts come from invitations. Texts of the library that a person may see are replaced here,
by our own words, or by our own templates in urls.py.
"""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from simpul.accounts import mails, qr
from simpul.accounts.models import User
from simpul.core import clock, secrets

# What a page says after an act, by the name of the library's message; acts that are not here say nothing.
MESSAGES: dict[str, Promise] = {
    "logged_out": _("Anda sudah keluar."),
    "password_changed": _("Kata sandi sudah diganti. Perangkat lain diminta masuk lagi."),
    "recovery_codes_generated": _("Kode pemulihan sudah dibuat. Simpan sekarang, di luar perangkat ini."),
    "totp_activated": _("Aplikasi autentikator sudah terpasang."),
    "totp_deactivated": _("Aplikasi autentikator sudah dilepas."),
    "webauthn_added": _("Kunci sandi sudah ditambahkan."),
    "webauthn_removed": _("Kunci sandi sudah dihapus."),
}
_INCORRECT_CODE = _(
    "Kode ini tidak cocok. Tunggu kode berikutnya di aplikasi, pastikan jam ponsel tepat, lalu ketik lagi."
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts: signing in and out, passwords, letters."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "Alamat surel atau kata sandi tidak cocok. Periksa keduanya, atau buat kata sandi baru."
        ),
        "enter_current_password": _("Kata sandi yang sekarang tidak cocok. Ketik lagi."),
        "incorrect_code": _INCORRECT_CODE,
        "incorrect_password": _("Kata sandi tidak cocok. Ketik lagi."),
        "invalid_password_reset": _("Tautan ini tidak berlaku lagi."),
        "rate_limited": _("Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi."),
        "too_many_login_attempts": _(
            "Terlalu banyak percobaan yang gagal. Tunggu lima menit, lalu coba lagi."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only pages of the address that is open: not another government's, and no other site's."""
        return bool(url_has_allowed_host_and_scheme(url, allowed_hosts={context.request.get_host()}))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in within the last five minutes need not say again who they are."""
        request = context.request
        records = get_authentication_records(request, request.user)
        is_fresh = bool(records) and _age(records[-1]) < app_settings.REAUTHENTICATION_TIMEOUT
        return not is_fresh and bool(super().is_reauthentication_required(app=app, **kwargs))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or MESSAGES.get(_short(message_template or ""), "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mails.deliver(self.render_mail(template_prefix, email, context))

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        government = getattr(self.request, "government", None)
        return mails.compose(
            _short(template_prefix), email, government.short_name if government else "", context
        )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The address alone: with the host name in it, each further host name would allow more guesses."""
        return str(credentials.get("email", ""))


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: secrets are closed at rest, and named in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": _(
            "Kode pemulihan baru dapat dibuat sesudah aplikasi autentikator atau kunci sandi terpasang."
        ),
        "incorrect_code": _INCORRECT_CODE,
    }

    def encrypt(self, text: str) -> str:
        return secrets.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.open_(encrypted_text)

    def build_totp_svg(self, url: str) -> SafeString:
        return qr.svg(url)

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        """A first name for a passkey, which the person may change."""
        return str(_("Kunci sandi"))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the host name, as the standard has it; the device shows the name."""
        government = getattr(context.request, "government", None)
        name = f"Simpul {government.short_name}" if government else "Simpul"
        return {"id": context.request.get_host().partition(":")[0], "name": name}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}


def _short(template: str) -> str:
    """ "account/messages/logged_out.txt" and "account/email/logged_out" become "logged_out"."""
    return template.rsplit("/", 1)[-1].removesuffix(".txt")


def _age(record: dict[str, Any]) -> float:
    return clock.now().timestamp() - float(record["at"])
