"""Django's registration of the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    name = "simpul.organizations"
    label = "organizations"

    def ready(self) -> None:
        from simpul.organizations import checklist_steps, sections
        from simpul.web import navigation

        checklist_steps.register_all()
        navigation.register(
            navigation.Item(
                "kelola", _("Kelola"), "kelola", 90, capability="operation.view", audience="kerja"
            )
        )
        navigation.register(navigation.Item("wilayah", _("Wilayah"), "areas", 60, audience="kaki"))
        for section in (
            sections.Section(_("Ringkasan"), "kelola", 10, "operation.view"),
            sections.Section(_("Perangkat daerah"), "agencies", 20, "people.manage"),
            sections.Section(_("Jabatan"), "posts", 30, "people.manage"),
            sections.Section(_("Orang"), "people", 40, "people.manage"),
            sections.Section(_("Pemulihan"), "restorations", 50, "account.restore"),
            sections.Section(_("Peta"), "outlines", 60, "settings.manage"),
            sections.Section(_("Pengaturan"), "government-settings", 70, "settings.manage"),
        ):
            sections.register(section)
