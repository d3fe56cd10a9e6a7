"""What somebody with the database in hand does: the guards are dropped first, as its owner can."""

from django.db import connection

from simpul.audit import guards, rules, sealing
from simpul.audit.models import Chain, DailyHead, Entry


def run(sql: str, *values: object) -> None:
    """One statement past the guards, which stand again afterwards."""
    guards.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    guards.install(connection)


def change(sequence: int) -> None:
    """The classic: another actor on one act."""
    run("UPDATE audit_entry SET actor_label = 'orang lain' WHERE sequence = %s", sequence)


def delete(sequence: int) -> None:
    run("DELETE FROM audit_entry WHERE sequence = %s", sequence)


def swap(one: int, other: int) -> None:
    """Two acts change places, with the seals of the places."""
    names = ("sequence", "previous_seal", "seal")
    rows = {each.sequence: each for each in Entry.everywhere.filter(sequence__in=(one, other))}
    run("UPDATE audit_entry SET sequence = 0 WHERE id = %s", rows[one].pk)
    for target, place in ((other, one), (one, other)):
        values = [getattr(rows[place], name) for name in names]
        sql = "UPDATE audit_entry SET sequence = %s, previous_seal = %s, seal = %s WHERE id = %s"
        run(sql, *values, rows[target].pk)


def reseal() -> None:
    """Make the whole chain fit what the rows say now, days' heads included: all inside is in order."""
    run("UPDATE audit_entry SET sequence = NULL, seal = '', previous_seal = ''")
    Chain.everywhere.update(sequence=0, seal=rules.GENESIS)
    sealing.seal_pending()
    for head in DailyHead.everywhere.all():
        fitting = Entry.everywhere.filter(government_id=head.government_id, sequence=head.sequence).get()
        DailyHead.everywhere.filter(pk=head.pk).update(seal=fitting.seal)
