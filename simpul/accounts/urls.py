"""Addresses of sign-in and account.

Names that begin with account_ or mfa_ are those by which the sign-in library finds its own pages; the pages
that are not listed, such as signing up by oneself, do not exist.
"""

from django.urls import path, re_path

from simpul.accounts.views import account, factors, invitation, library
from simpul.web.access import public, signed_in

urlpatterns = [
    path("masuk/", public(library.sign_in), name="account_login"),
    path("masuk/faktor/", public(library.second_step), name="mfa_authenticate"),
    path("masuk/kunci/", public(library.sign_in_by_passkey), name="mfa_login_webauthn"),
    path("masuk/nonaktif/", public(library.inactive), name="account_inactive"),
    path("keluar/", public(library.sign_out), name="account_logout"),
    path("undangan/<str:token>/", invitation.accept, name="invitation"),
    path("akun/", account.home, name="account"),
    path("akun/perangkat/", account.leave_elsewhere, name="account_leave_elsewhere"),
    path("akun/sandi/", signed_in(library.change_password), name="account_change_password"),
    path("akun/sandi/lupa/", public(library.forgotten), name="account_reset_password"),
    path("akun/sandi/lupa/terkirim/", public(library.forgotten_sent), name="account_reset_password_done"),
    re_path(
        r"^akun/sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(library.new_password),
        name="account_reset_password_from_key",
    ),
    path(
        "akun/sandi/selesai/", public(library.new_password_done), name="account_reset_password_from_key_done"
    ),
    path("akun/periksa/", signed_in(library.confirm), name="account_reauthenticate"),
    path("akun/periksa/kode/", signed_in(library.confirm_by_code), name="mfa_reauthenticate"),
    path("akun/periksa/kunci/", signed_in(library.confirm_by_passkey), name="mfa_reauthenticate_webauthn"),
    path("akun/faktor/", signed_in(library.overview), name="mfa_index"),
    path("akun/faktor/wajib/", factors.wanted, name="factor_wanted"),
    path("akun/faktor/aplikasi/", signed_in(library.app_add), name="mfa_activate_totp"),
    path("akun/faktor/aplikasi/lepas/", signed_in(library.app_remove), name="mfa_deactivate_totp"),
    path("akun/faktor/pemulihan/", signed_in(library.codes), name="mfa_view_recovery_codes"),
    path(
        "akun/faktor/pemulihan/unduh/", signed_in(library.codes_download), name="mfa_download_recovery_codes"
    ),
    path("akun/faktor/pemulihan/baru/", signed_in(library.codes_renew), name="mfa_generate_recovery_codes"),
    path("akun/faktor/kunci/tambah/", signed_in(library.passkey_add), name="mfa_add_webauthn"),
    path("akun/faktor/kunci/<int:pk>/nama/", signed_in(library.passkey_rename), name="mfa_edit_webauthn"),
    path("akun/faktor/kunci/<int:pk>/hapus/", signed_in(library.passkey_remove), name="mfa_remove_webauthn"),
]
NAMES = frozenset(pattern.name for pattern in urlpatterns)
