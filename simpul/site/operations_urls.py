"""Addresses of the area."""

from django.urls import URLPattern, path

from simpul.site.live import pages as live
from simpul.site.pages import audit, connections, demo, health, operation

urlpatterns: list[URLPattern] = [
    path("langsung/", live.stream, name="live"),
    path("langsung/jajak/", live.poll, name="live_poll"),
    path("langsung/izin/", live.permit, name="live_permit"),
    path("sehat/", health.index, name="health"),
    path("sehat/rinci/", health.details, name="health_details"),
    path("kelola/pengaturan/sambungan/", connections.index, name="connections"),
    path("kelola/pengaturan/sambungan/<str:kind>/", connections.test, name="connection-test"),
    path("kelola/audit/", audit.index, name="audit"),
    path("peragaan/", demo.index, name="demo"),
    path("kelola/operasi/", operation.index, name="operation"),
    path("kelola/operasi/cadangan/", operation.back_up, name="operation-backup"),
    path("kelola/operasi/pekerjaan/<uuid:job_id>/ulangi/", operation.retry, name="operation-retry"),
]
