"""Remembering what the last try of a connection showed."""

from django.db import transaction

from simpul.audit import api as audit
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations.models import Connection, ConnectionTest, Government


@transaction.atomic
def remember_test(
    *, scope: Scope, government: Government, connection: Connection, succeeded: bool, sentence: str
) -> ConnectionTest:
    """Keep the newest try of mail, storage or address; `sentence` names no person."""
    scope.demand("settings.manage")
    facts = {"succeeded": succeeded, "sentence": sentence[:400], "tested_at": clock.now()}
    kept: ConnectionTest
    kept, _made = ConnectionTest.objects.get_queryset().update_or_create(
        government=government, connection=connection, defaults=facts
    )
    audit.record(
        scope=scope,
        government_id=government.pk,
        action="sambungan.uji",
        object_kind="sambungan",
        object_key=connection.value,
        berhasil=succeeded,
    )
    return kept
