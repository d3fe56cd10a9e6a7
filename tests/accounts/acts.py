"""What the tests of accounts do again and again."""

import time

from allauth.mfa.totp.internal import auth as totp
from django.http import HttpResponse
from django.test import Client

from simpul.accounts.models import User
from simpul.accounts.operations import invitations
from simpul.accounts.places import Place
from tests import cast

NEW_PASSWORD = "perahu-menyusuri-hulu-19"


def place() -> Place:
    """Kabupaten Uji as a letter names it."""
    government = cast.government()
    return Place(government.pk, government.short_name, f"http://{government.address}", government.zone)


def newcomer(email: str = "nurul@uji.localhost") -> User:
    """Somebody with a row and no password yet."""
    return User.objects.create_user(email=email, name="Nurul")


def invited(user: User) -> invitations.Issued:
    """An invitation by Adi."""
    return invitations.invite(scope=cast.scope_of(cast.person("administrator")), place=place(), user=user)


def token_of(link: str) -> str:
    """The secret part of an invitation's link."""
    return link.rstrip("/").rsplit("/", 1)[-1]


def code(secret: str = cast.TOTP_SECRET, steps: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes later."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client: Client, user: User, password: str = cast.PASSWORD, **fields: str) -> HttpResponse:
    """Send the sign-in form."""
    return client.post("/masuk/", {"login": user.email, "password": password, **fields})


def is_signed_in(client: Client) -> bool:
    """True when the next request would be somebody's."""
    return client.get("/akun/").status_code == 200
