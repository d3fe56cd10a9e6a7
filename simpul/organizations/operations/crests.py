"""Giving a government its crest, or taking it back to the neutral one."""

import hashlib

from django.db import transaction

from simpul.audit import api as audit
from simpul.core.scope import Scope
from simpul.organizations import addresses
from simpul.organizations.crests import pictures
from simpul.organizations.models import Crest, Government


@transaction.atomic
def set_crest(*, scope: Scope, government: Government, content: bytes) -> pictures.Picture:
    """Keep the cleaned picture as the crest and return it; raises CrestRefusedError."""
    scope.demand("settings.manage")
    picture = pictures.accept(content)
    sha256 = hashlib.sha256(picture.content).hexdigest()
    facts = {"media_type": picture.media_type, "content": picture.content, "sha256": sha256}
    Crest.objects.get_queryset().update_or_create(government=government, defaults=facts)
    _show(scope, government, f"{sha256[:16]}.{pictures.SUFFIXES[picture.media_type]}")
    return picture


@transaction.atomic
def remove_crest(*, scope: Scope, government: Government) -> None:
    """Go back to the neutral crest."""
    scope.demand("settings.manage")
    Crest.objects.within(scope).filter(government=government).delete()
    _show(scope, government, "")


def _show(scope: Scope, government: Government, file_name: str) -> None:
    Government.objects.filter(pk=government.pk).update(crest=file_name)
    government.crest = file_name
    addresses.touch(government.pk)
    audit.record(
        scope=scope,
        government_id=government.pk,
        action="lambang.ganti" if file_name else "lambang.hapus",
        object_kind="pemerintah",
        object_key=government.pk,
        berkas=file_name,
    )
