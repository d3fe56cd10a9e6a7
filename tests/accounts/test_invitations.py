"""Invitations: the link works once, for seven days, and nobody learns it from the database."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from simpul.accounts import errors
from simpul.accounts.enums import InvitationState
from simpul.accounts.models import Invitation, User
from simpul.accounts.operations import invitations, people
from simpul.accounts.queries import latest_invitations
from simpul.audit.models import Entry
from simpul.core import clock
from simpul.core.errors import ConflictError, ForbiddenError, NotFoundError
from simpul.core.scope import Scope
from tests import cast
from tests.accounts import acts

pytestmark = pytest.mark.django_db
SYSTEM = Scope.system("looking in a test")


def rows() -> list[Invitation]:
    return list(Invitation.objects.within(SYSTEM).order_by("pk"))


def expire(invitation: Invitation) -> None:
    past = clock.now() - dt.timedelta(seconds=1)
    Invitation.objects.within(SYSTEM).filter(pk=invitation.pk).update(expires_at=past)


def accept(issued: invitations.Issued) -> User:
    return invitations.accept(token=acts.token_of(issued.link), name="Nurul H.", password=acts.NEW_PASSWORD)


def test_who_was_only_invited_cannot_sign_in_with_any_password() -> None:
    user = acts.newcomer()
    acts.invited(user)
    assert not User.objects.get(pk=user.pk).has_usable_password()


def test_accepting_gives_the_person_name_and_password() -> None:
    user = accept(acts.invited(acts.newcomer()))
    kept = User.objects.get(pk=user.pk)
    assert kept.name == "Nurul H."
    assert kept.check_password(acts.NEW_PASSWORD)


def test_the_letter_holds_the_link_and_the_database_does_not(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        issued = acts.invited(acts.newcomer())
    assert issued.link in mail.outbox[0].body
    assert mail.outbox[0].to == ["nurul@uji.localhost"]
    assert acts.token_of(issued.link) not in str(Invitation.objects.within(SYSTEM).values().get())
    assert rows()[0].mailed_at


def test_a_mail_server_that_does_not_answer_leaves_the_invitation_marked_as_unsent(
    settings, django_capture_on_commit_callbacks
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        issued = acts.invited(acts.newcomer())
    assert rows()[0].mailed_at is None
    assert accept(issued).has_usable_password()


def test_a_link_works_once() -> None:
    issued = acts.invited(acts.newcomer())
    accept(issued)
    with pytest.raises(errors.InvitationUsedError):
        accept(issued)


def test_a_link_that_somebody_else_used_between_look_and_act_is_refused(monkeypatch) -> None:
    issued = acts.invited(acts.newcomer())
    stale = invitations.find(acts.token_of(issued.link))
    accept(issued)
    monkeypatch.setattr(invitations, "find", lambda token: stale)
    with pytest.raises(errors.InvitationUsedError):
        accept(issued)


def test_a_link_lasts_seven_days() -> None:
    issued = acts.invited(acts.newcomer())
    assert issued.invitation.expires_at - issued.invitation.issued_at == dt.timedelta(days=7)
    expire(issued.invitation)
    with pytest.raises(errors.InvitationExpiredError, match=r"tujuh hari.*Adi"):
        accept(issued)
    assert rows()[0].state(clock.now()) is InvitationState.EXPIRED


def test_a_revoked_link_says_whom_to_ask() -> None:
    issued = acts.invited(acts.newcomer())
    invitations.revoke(scope=cast.scope_of(cast.person("administrator")), invitation_id=issued.invitation.pk)
    with pytest.raises(errors.InvitationRevokedError, match="Adi"):
        accept(issued)


def test_an_unknown_link_is_unknown() -> None:
    with pytest.raises(errors.InvitationUnknownError):
        invitations.find("x" * 43)


def test_sending_again_kills_the_old_link_and_makes_a_new_one() -> None:
    first = acts.invited(acts.newcomer())
    scope = cast.scope_of(cast.person("administrator"))
    second = invitations.resend(scope=scope, place=acts.place(), invitation_id=first.invitation.pk)
    with pytest.raises(errors.InvitationRevokedError):
        accept(first)
    assert accept(second).has_usable_password()


def test_an_accepted_invitation_can_neither_be_revoked_nor_sent_again() -> None:
    issued = acts.invited(acts.newcomer())
    accept(issued)
    scope = cast.scope_of(cast.person("administrator"))
    with pytest.raises(ConflictError):
        invitations.revoke(scope=scope, invitation_id=issued.invitation.pk)
    with pytest.raises(errors.AlreadyActiveError):
        invitations.resend(scope=scope, place=acts.place(), invitation_id=issued.invitation.pk)


def test_only_who_manages_people_of_this_government_invites() -> None:
    user = acts.newcomer()
    with pytest.raises(ForbiddenError):
        invitations.invite(scope=cast.scope_of(cast.person("operator")), place=acts.place(), user=user)
    there = cast.scope_of(cast.person("administrator", cast.neighbour()), cast.neighbour())
    with pytest.raises(NotFoundError):
        invitations.invite(scope=there, place=acts.place(), user=user)


def test_an_invitation_of_another_government_is_not_found() -> None:
    issued = acts.invited(acts.newcomer())
    there = cast.scope_of(cast.person("administrator", cast.neighbour()), cast.neighbour())
    with pytest.raises(NotFoundError):
        invitations.revoke(scope=there, invitation_id=issued.invitation.pk)
    with pytest.raises(NotFoundError):
        invitations.resend(scope=there, place=acts.place(), invitation_id=issued.invitation.pk)


def test_the_first_administrator_is_invited_by_the_command_line() -> None:
    scope = Scope.system("simpul init")
    issued = invitations.invite(scope=scope, place=acts.place(), user=acts.newcomer())
    assert issued.invitation.invited_by == "Simpul"


def test_a_deactivated_person_is_not_invited_and_their_link_is_dead() -> None:
    user = acts.newcomer()
    issued = acts.invited(user)
    scope = cast.scope_of(cast.person("administrator"))
    people.deactivate(scope=scope, government_id=acts.place().government_id, user=user)
    with pytest.raises(errors.InvitationRevokedError):
        accept(issued)
    with pytest.raises(errors.InactivePersonError):
        acts.invited(user)
    people.reactivate(scope=scope, government_id=acts.place().government_id, user=user)
    with pytest.raises(errors.InvitationRevokedError):
        accept(issued)


def test_a_person_has_at_most_one_unanswered_invitation() -> None:
    issued = acts.invited(acts.newcomer())
    copy = Invitation.objects.within(SYSTEM).get()
    copy.pk, copy.token_hash = None, "0" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
    assert issued.invitation.pk == rows()[0].pk


def test_the_record_names_the_acts_and_no_address() -> None:
    accept(acts.invited(acts.newcomer()))
    entries = list(Entry.objects.within(SYSTEM).order_by("pk"))
    assert [entry.action for entry in entries] == ["undangan.kirim", "undangan.terima"]
    assert "nurul" not in str([entry.details for entry in entries]).lower()


def test_the_latest_invitation_of_each_person_takes_one_query(django_assert_num_queries) -> None:
    first, second = acts.newcomer(), acts.newcomer("dua@uji.localhost")
    acts.invited(first)
    newest = acts.invited(first).invitation
    scope = cast.scope_of(cast.person("administrator"))
    with django_assert_num_queries(1):
        found = latest_invitations(scope, [first.pk, second.pk])
    assert found == {first.pk: newest}
