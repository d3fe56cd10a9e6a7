"""Rows of the jobs, beside the library's own row that holds path, arguments, queue and status."""

from django.db import models
from django_tasks_db.models import DBTaskResult


class Lease(models.Model):
    """Who may finish a job, until when, and how often it was tried.

    `token` is new for each attempt: a worker that lost its lease no longer holds the present one, so what it
    reports is ignored. `is_open` is true while the job waits or runs; only then does its key keep others out.
    """

    task = models.OneToOneField(DBTaskResult, models.CASCADE, primary_key=True, related_name="lease")
    key = models.CharField(max_length=200, blank=True)
    is_open = models.BooleanField(default=True)
    attempts_allowed = models.PositiveSmallIntegerField()
    attempts_made = models.PositiveSmallIntegerField(default=0)
    seconds = models.PositiveIntegerField()
    limit_seconds = models.PositiveIntegerField()
    until = models.DateTimeField(null=True)
    token = models.CharField(max_length=32, blank=True)
    worker = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(is_open=True) & ~models.Q(key=""),
                name="core_lease_open_key_once",
            )
        ]
        indexes = [
            models.Index(fields=["until"], condition=models.Q(until__isnull=False), name="core_lease_until")
        ]


class Schedule(models.Model):
    """How far a scheduled job has come: the newest slot handed out, and when it last ended well."""

    name = models.CharField(max_length=200, primary_key=True)
    last_slot = models.DateTimeField()
    last_success_at = models.DateTimeField(null=True)
