"""Forms of sign-in, in our words; checking stays with the library, whose forms these are.

Nothing here is a placeholder: what a field wants stands above it and stays there.
"""

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.contrib.auth import password_validation
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from simpul.accounts.models import User

_CODE_LIVES = 90  # seconds: its own half minute, and the one before and after
_SAME_TWICE = _("Kedua kata sandi tidak sama. Ketik ulang yang kedua.")
_CODE_HELP = _("Enam angka dari aplikasi autentikator, atau delapan angka kode pemulihan")

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text


def _dress(form: forms.BaseForm, words: "dict[str, tuple[Text, Text]]") -> None:
    """Give fields their label and help, and take the library's placeholders away."""
    for name, (label, help_text) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, help_text
        field.widget.attrs.pop("placeholder", None)


class SignInForm(account_forms.LoginForm):  # type: ignore[misc]
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(
            self,
            {
                "login": (_("Alamat surel"), ""),
                "password": (_("Kata sandi"), ""),
                "remember": (
                    _("Tetap masuk di perangkat ini"),
                    _("Sampai dua belas jam. Jangan dicentang di komputer bersama."),
                ),
            },
        )
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ConfirmPasswordForm(account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before a sensitive act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"password": (_("Kata sandi"), "")})


class _NewPassword:
    """A new password, typed twice; the rules stand on the page before the first field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form: Any = self
        _dress(
            form,
            {
                "password1": (_("Kata sandi baru"), ""),
                "password2": (_("Ketik sekali lagi"), ""),
            },
        )

    def clean(self) -> dict[str, Any]:
        form: Any = self
        cleaned: dict[str, Any] = form.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            form.add_error("password2", _SAME_TWICE)
        return cleaned


class ChangePasswordForm(_NewPassword, account_forms.ChangePasswordForm):  # type: ignore[misc]
    """The present password, then the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"oldpassword": (_("Kata sandi sekarang"), "")})


class NewPasswordForm(_NewPassword, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password behind the link of a letter."""


class ForgottenPasswordForm(account_forms.ResetPasswordForm):  # type: ignore[misc]
    """Asks for a letter; the answer is the same whether or not the address has an account."""

    users: list[User]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"email": (_("Alamat surel"), "")})

    def clean_email(self) -> str:
        email: str = super().clean_email()
        # Who has not accepted the invitation must not come in past it.
        self.users = [user for user in self.users if user.has_usable_password()]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        if self.users:
            return str(super().save(request, **kwargs))
        get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class AcceptInvitationForm(forms.Form):
    """Name and password of somebody who was invited."""

    name = forms.CharField(
        label=_("Nama lengkap"),
        help_text=_("Seperti pada surat dinas; nama ini tampil di samping pekerjaan Anda"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Ketik sekali lagi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any, user: User) -> None:
        super().__init__(data, initial={"name": user.name})
        self.user = user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _SAME_TWICE)
        elif first:
            self._check_rules(first, cleaned.get("name", ""))
        return cleaned

    def _check_rules(self, password: str, name: str) -> None:
        person = User(email=self.user.email, name=name)
        try:
            password_validation.validate_password(password, person)
        except ValidationError as error:
            self.add_error("password1", error)


class _OneTimeCode:
    """A code that counts once, for as long as the app's clock would let it count."""

    def clean_code(self) -> str:
        form: Any = self
        checked: Any = super()
        code: str = checked.clean_code()
        # The library remembers a used code for half a minute; the tolerance lets it live three times as long.
        key = f"allauth.simpul.code?user={form.user.pk}&code={normalize_user_code(code)}"
        if not cache.add(key, "y", timeout=_CODE_LIVES):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_OneTimeCode, factor_forms.AuthenticateForm):  # type: ignore[misc]
    """The code of the second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, _CODE_HELP)


class ConfirmCodeForm(_OneTimeCode, factor_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code, before a sensitive act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, _CODE_HELP)


class ActivateAppForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which proves that the app has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, _("Enam angka yang sekarang tampil di aplikasi"))


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):  # type: ignore[misc]
    """Name and kind of a passkey; the script fills in the credential."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(
            self,
            {
                "name": (_("Nama kunci"), _("Misalnya ponsel kantor atau laptop rumah")),
                "passwordless": (
                    _("Boleh masuk tanpa kata sandi"),
                    _("Perangkat meminta sidik jari, wajah, atau PIN. Kosongkan untuk kunci USB tanpa PIN."),
                ),
            },
        )
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(passkey_forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, {"name": (_("Nama kunci"), _("Misalnya ponsel kantor atau laptop rumah"))})
        self.fields["name"].widget.attrs["maxlength"] = "60"


def _dress_code(form: forms.BaseForm, help_text: "Text") -> None:
    _dress(form, {"code": (_("Kode"), help_text)})
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}
