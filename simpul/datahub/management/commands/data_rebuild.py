"""`simpul data rebuild`: make the serving rows and the values of indicators anew from Parquet."""

from typing import Any

from django.core.management.base import BaseCommand

from simpul.core.scope import Scope
from simpul.datahub.indicators import operations as indicators
from simpul.datahub.releases import operations
from simpul.datahub.releases.models import Release


class Command(BaseCommand):
    """Rebuilds release after release, each in a transaction of its own; people may work meanwhile."""

    help = "Rebuild serving rows and indicator values from the Parquet files of all releases."

    def handle(self, *_args: Any, **_options: Any) -> None:
        releases = Release.objects.within(Scope.system("menyusun ulang dari Parquet")).order_by("pk")
        count = 0
        for release in releases.select_related("dataset__agency", "parquet", "submission__schema_version"):
            operations.rebuild(release=release)
            indicators.recompute(release=release)
            count += 1
        self.stdout.write(f"{count} rilis disusun ulang dari Parquet.")
