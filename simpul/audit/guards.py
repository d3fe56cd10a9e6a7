"""Triggers by which the database itself refuses to change or remove acts on record.

They stop mistakes and whoever has the application's own access: a stray UPDATE, a script, `simpul flush`.
They do not stop the owner of the database or of its file, who can drop them: that is found by the chain of
seals against a head kept elsewhere, and by nothing else. On SQLite a migration that alters the table drops
them with it and must call `install` again; `simpul check` says when they are missing.
"""

from typing import Any

from simpul.audit.models import Entry

_TABLE = Entry._meta.db_table
_SEALED_LATER = frozenset({"sequence", "previous_seal", "seal"})

_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are only added' USING ERRCODE = 'restrict_violation'; END $$
"""
_REFUSE = {
    "postgresql": "EXECUTE FUNCTION audit_entry_refuse()",
    "sqlite": "BEGIN SELECT RAISE(ABORT, 'audit entries are only added'); END",
}
_TRIGGERS = {
    "postgresql": {
        "audit_entry_insert": "BEFORE INSERT ON {table} FOR EACH ROW WHEN (NEW.sequence IS NOT NULL)",
        "audit_entry_update": "BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed})",
        "audit_entry_delete": "BEFORE DELETE ON {table} FOR EACH ROW",
        "audit_entry_truncate": "BEFORE TRUNCATE ON {table}",
    },
    "sqlite": {
        # INSERT OR REPLACE deletes without firing a trigger of deletion: the new row is refused instead.
        "audit_entry_insert": "BEFORE INSERT ON {table} WHEN NEW.sequence IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",
        "audit_entry_update": "BEFORE UPDATE ON {table} WHEN {changed}",
        "audit_entry_delete": "BEFORE DELETE ON {table}",
    },
}
_CATALOGUE = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def install(connection: Any) -> None:
    """Put the triggers in place, in the place of older ones."""
    remove(connection)
    changed = _changed(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for name, head in _TRIGGERS[connection.vendor].items():
            condition = head.format(table=_TABLE, changed=changed)
            cursor.execute(f"CREATE TRIGGER {name} {condition} {_REFUSE[connection.vendor]}")


def remove(connection: Any) -> None:
    """Take the triggers away: for a migration backwards, and for tests that empty their tables."""
    place = f" ON {_TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _TRIGGERS[connection.vendor]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")


def are_missing(connection: Any) -> bool:
    """True when a trigger that should guard the record does not stand."""
    with connection.cursor() as cursor:
        cursor.execute(_CATALOGUE[connection.vendor])
        standing = {row[0] for row in cursor.fetchall()}
    return not _TRIGGERS[connection.vendor].keys() <= standing


def _changed(connection: Any) -> str:
    """SQL that is true unless a row that is not sealed gets its seal and keeps all else."""
    differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, _TABLE)
    fixed = [column.name for column in columns if column.name not in _SEALED_LATER]
    return " OR ".join(["OLD.sequence IS NOT NULL", *(f"NEW.{name} {differs} OLD.{name}" for name in fixed)])
