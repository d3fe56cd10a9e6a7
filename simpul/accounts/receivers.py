"""What follows from an act of the sign-in library: the record, and an end to sessions that knew less."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest

from simpul.accounts.models import User
from simpul.accounts.operations import people
from simpul.audit import api as audit
from simpul.core.scope import Scope


@receiver(account_signals.user_logged_in)
def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    _record(request, user, "akun.masuk")


@receiver(account_signals.password_changed)
def _password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    _record(request, user, "akun.sandi-ganti")


@receiver(account_signals.password_reset)
def _password_reset(request: HttpRequest, user: User, **_: Any) -> None:
    _record(request, user, "akun.sandi-baru")


@receiver(factor_signals.authenticator_added)
def _factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Sessions on other devices were opened without this factor, so they end; the duty to enrol is done."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    person = User.objects.get(pk=user.pk)
    User.objects.filter(pk=person.pk).update(must_enrol=False)
    people.end_sessions(user=person)
    update_session_auth_hash(request, person)
    _record(request, person, "akun.faktor-pasang", jenis=authenticator.type)


@receiver(factor_signals.authenticator_removed)
def _factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _record(request, user, "akun.faktor-lepas", jenis=authenticator.type)


@receiver(factor_signals.authenticator_reset)
def _codes_renewed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _record(request, user, "akun.faktor-ganti", jenis=authenticator.type)


def _record(request: HttpRequest, user: User, action: str, **details: str) -> None:
    """The person's own act, in the record of the government whose pages are open, if there is one yet."""
    government = getattr(request, "government", None)
    if government is None:
        return
    scope = Scope(governments=frozenset({government.pk}), actor_id=user.pk, actor_label=user.name)
    audit.record(
        scope=scope,
        government_id=government.pk,
        action=action,
        object_kind="orang",
        object_key=user.public_id,
        **details,
    )
