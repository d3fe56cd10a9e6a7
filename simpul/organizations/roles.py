"""Capabilities and roles: a role is a named set of capabilities, and only this file says which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

CAPABILITIES: dict[str, str] = {
    "tasks.view": "see what one owes (Tugas Saya)",
    "board.view": "see the Command Center of the government",
    "wall.view": "see the wall",
    "data.read": "see data sets, submissions and their history inside the government",
    "data.upload": "upload and submit for one's agency",
    "data.approve": "approve submissions of one's agency",
    "data.verify": "verify, return and release submissions of any agency",
    "data.decide": "decide conflicts and breaks between values",
    "dataset.manage": "create and change data sets and indicators",
    "people.manage": "manage agencies, posts and people",
    "settings.manage": "change settings of the government, its crest and outlines",
    "operation.view": "see jobs, disk, backups and health",
    "operation.manage": "retry jobs, start backups",
    "account.restore": "take part in restoring somebody's lost second factor",
    "audit.read": "read the audit",
    "privacy.read": "see where personal data lies",
}


class Role(models.TextChoices):
    """Roles of the design, section 4; roles that span governments get more through a round or a programme."""

    OPERATOR = "operator", _("Operator data")
    SERVICE_OFFICER = "petugas-layanan", _("Petugas layanan")
    AGENCY_HEAD = "kepala", _("Kepala perangkat daerah")
    STEWARD = "walidata", _("Walidata")
    DATA_SUPERVISOR = "pembina-data", _("Pembina data")
    PLANNER = "perencana", _("Perencana")
    COACH = "pembimbing", _("Pembimbing")
    LEADER = "pimpinan", _("Pimpinan")
    PROGRAMME_OFFICER = "pengelola-program", _("Pengelola program")
    ASSESSOR = "asesor", _("Asesor")
    PROVINCIAL_READER = "pembaca-provinsi", _("Pembaca provinsi")
    FORUM_MEMBER = "anggota-forum", _("Anggota Forum")
    PRIVACY_OFFICER = "pelindung-data", _("Pejabat pelindungan data pribadi")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


_BASE = {"tasks.view"}
_READS = _BASE | {"board.view", "data.read"}

GRANTS: dict[str, frozenset[str]] = {
    Role.OPERATOR: frozenset(_READS | {"data.upload"}),
    Role.SERVICE_OFFICER: frozenset(_BASE),
    Role.AGENCY_HEAD: frozenset(_READS | {"data.approve"}),
    Role.STEWARD: frozenset(_READS | {"data.verify", "data.decide", "dataset.manage", "wall.view"}),
    Role.DATA_SUPERVISOR: frozenset(_READS),
    Role.PLANNER: frozenset(_READS),
    Role.COACH: frozenset(_BASE),
    Role.LEADER: frozenset(_READS | {"wall.view", "data.decide"}),
    Role.PROGRAMME_OFFICER: frozenset(_BASE),
    Role.ASSESSOR: frozenset(_BASE),
    Role.PROVINCIAL_READER: frozenset(_BASE | {"board.view"}),
    Role.FORUM_MEMBER: frozenset(_BASE | {"board.view"}),
    Role.PRIVACY_OFFICER: frozenset(_READS | {"privacy.read"}),
    Role.AUDITOR: frozenset(_READS | {"audit.read", "operation.view", "privacy.read"}),
    Role.ADMINISTRATOR: frozenset(
        _BASE
        | {
            "people.manage",
            "settings.manage",
            "operation.view",
            "operation.manage",
            "account.restore",
            "audit.read",
        }
    ),
}

# Roles whose work is that of one agency: their scope covers no other agency's work.
AGENCY_BOUND = frozenset({Role.OPERATOR, Role.SERVICE_OFFICER, Role.AGENCY_HEAD})
