"""The database refuses to change or remove acts on record.

What was missing: only the ORM refused. What this does: triggers on audit_entry, in the words of SQLite and of
PostgreSQL. What it relies on: nothing in the table but what 0002 left. See simpul/audit/guards.py for what the
triggers do not protect against.
"""

from django.db import migrations

from simpul.audit import guards


def install(apps, schema_editor):
    guards.install(schema_editor.connection)


def remove(apps, schema_editor):
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]
    operations = [migrations.RunPython(install, remove)]
