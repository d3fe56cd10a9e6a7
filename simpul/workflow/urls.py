"""Addresses of the area."""

from django.urls import path

from simpul.workflow.views import calendar, everybody, own

urlpatterns = [
    path("tugas/", own.tasks, name="tasks"),
    path("tugas/tugas-saya.csv", own.tasks_csv, name="tasks-csv"),
    path("tugas/semua/", everybody.all_tasks, name="tasks-all"),
    path("tugas/semua/semua-tugas.csv", everybody.all_tasks_csv, name="tasks-all-csv"),
    path("tugas/kalender/", calendar.working_calendar, name="working-calendar"),
    path("tugas/kalender/contoh.csv", calendar.sample, name="working-calendar-sample"),
]
