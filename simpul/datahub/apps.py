"""Django's registration of the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatahubConfig(AppConfig):
    name = "simpul.datahub"
    label = "datahub"
    verbose_name = "Data hub"

    def ready(self) -> None:
        from simpul.datahub import duties, handover
        from simpul.web import navigation
        from simpul.workflow import api as workflow

        handover.listen()
        workflow.register(workflow.Provider("dataset", duties.deliveries, _("Pengiriman data")))
        workflow.register(workflow.Provider("kiriman", duties.on_submissions, _("Kiriman")))
        workflow.register(workflow.Provider("kasus", duties.on_cases, _("Beda sumber")))
        for audience in ("umum", "kerja"):
            navigation.register(navigation.Item("data", _("Data"), "data", 30, audience=audience))
        navigation.register(
            navigation.Item(
                "kiriman", _("Kiriman"), "submissions", 40, capability="data.read", audience="kerja"
            )
        )
