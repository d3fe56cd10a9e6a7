"""Pages whose conduct is the sign-in library's, in our templates and with our forms; urls.py places them."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from simpul.accounts import forms
from simpul.accounts.views import factors


class _RecoveryCodes(recovery.ViewRecoveryCodesView):  # type: ignore[misc]
    """The codes, and the way back to the page that the person came for."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        onwards = factors.onwards(self.request)
        return {**super().get_context_data(**kwargs), "onwards": onwards}


class _DownloadCodes(recovery.DownloadRecoveryCodesView):  # type: ignore[misc]
    """The codes as a text file with a name that says what it is."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)
        response["Content-Disposition"] = f'attachment; filename="{_("kode-pemulihan-simpul")}.txt"'
        return response


class _ConfirmByPasskey(passkey.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """A refused passkey leads back to the same question, with what to do next."""

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _("Kunci sandi ini tidak cocok. Coba lagi, atau pakai cara lain."))
        url: str = self.passthrough_next_url(reverse("mfa_reauthenticate_webauthn"))
        return HttpResponseRedirect(url)


class _SignInByPasskey(passkey.LoginWebAuthnView):  # type: ignore[misc]
    """A refused passkey leads back to the sign-in page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(
            self.request,
            _("Kunci sandi ini tidak dikenal. Masuk dengan alamat surel dan kata sandi."),
        )
        return HttpResponseRedirect(reverse("account_login"))


sign_in = account.LoginView.as_view(template_name="accounts/sign_in.html", form_class=forms.SignInForm)
sign_in_by_passkey = _SignInByPasskey.as_view()
second_step = factor.AuthenticateView.as_view(
    template_name="accounts/second_step.html", form_class=forms.CodeForm
)
inactive = account.AccountInactiveView.as_view(template_name="accounts/inactive.html")
sign_out = account.LogoutView.as_view(template_name="accounts/sign_out.html")

change_password = account.PasswordChangeView.as_view(
    template_name="accounts/change_password.html",
    form_class=forms.ChangePasswordForm,
    success_url=reverse_lazy("account"),
)
forgotten = account.PasswordResetView.as_view(
    template_name="accounts/forgotten.html", form_class=forms.ForgottenPasswordForm
)
forgotten_sent = account.PasswordResetDoneView.as_view(template_name="accounts/forgotten_sent.html")
new_password = account.PasswordResetFromKeyView.as_view(
    template_name="accounts/new_password.html", form_class=forms.NewPasswordForm
)
new_password_done = account.PasswordResetFromKeyDoneView.as_view(
    template_name="accounts/new_password_done.html"
)

confirm = account.ReauthenticateView.as_view(
    template_name="accounts/confirm.html", form_class=forms.ConfirmPasswordForm
)
confirm_by_code = factor.ReauthenticateView.as_view(
    template_name="accounts/confirm_by_code.html", form_class=forms.ConfirmCodeForm
)
confirm_by_passkey = _ConfirmByPasskey.as_view(template_name="accounts/confirm_by_passkey.html")

overview = factor.IndexView.as_view(template_name="accounts/factors.html")
app_add = totp.ActivateTOTPView.as_view(
    template_name="accounts/app_add.html", form_class=forms.ActivateAppForm
)
app_remove = totp.DeactivateTOTPView.as_view(template_name="accounts/app_remove.html")
codes = _RecoveryCodes.as_view(template_name="accounts/codes.html")
codes_download = _DownloadCodes.as_view(template_name="accounts/codes.txt")
codes_renew = recovery.GenerateRecoveryCodesView.as_view(template_name="accounts/codes_renew.html")
passkey_add = passkey.AddWebAuthnView.as_view(
    template_name="accounts/passkey_add.html", form_class=forms.AddPasskeyForm
)
passkey_rename = passkey.EditWebAuthnView.as_view(
    template_name="accounts/passkey_rename.html",
    form_class=forms.RenamePasskeyForm,
    success_url=reverse_lazy("mfa_index"),
)
passkey_remove = passkey.RemoveWebAuthnView.as_view(
    template_name="accounts/passkey_remove.html", success_url=reverse_lazy("mfa_index")
)
