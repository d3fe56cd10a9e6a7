"""Addresses of the area."""

from django.urls import URLPattern, URLResolver, path

from simpul.organizations.views import areas, outlines

urlpatterns: list[URLPattern | URLResolver] = [
    path("wilayah/", areas.areas, name="areas"),
    path("wilayah/<str:code>/", areas.area, name="area"),
    path("kelola/peta/", outlines.index, name="outlines"),
    path("kelola/peta/pratinjau/", outlines.preview, name="outline-preview"),
    path("kelola/peta/<int:draft_id>/simpan/", outlines.save, name="outline-save"),
    path("kelola/peta/<int:draft_id>/buang/", outlines.discard, name="outline-discard"),
]
