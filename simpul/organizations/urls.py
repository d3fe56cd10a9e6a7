"""Addresses of the area."""

from django.urls import URLPattern, URLResolver, path

from simpul.organizations.views import (
    agencies,
    areas,
    home,
    outlines,
    people,
    people_sheets,
    posts,
    restorations,
    settings,
    start,
)

_AREAS: list[URLPattern | URLResolver] = [
    path("wilayah/", areas.areas, name="areas"),
    path("wilayah/<str:code>/", areas.area, name="area"),
    path("kelola/peta/", outlines.index, name="outlines"),
    path("kelola/peta/pratinjau/", outlines.preview, name="outline-preview"),
    path("kelola/peta/<int:draft_id>/simpan/", outlines.save, name="outline-save"),
    path("kelola/peta/<int:draft_id>/buang/", outlines.discard, name="outline-discard"),
]

_AGENCIES: list[URLPattern | URLResolver] = [
    path("kelola/perangkat-daerah/", agencies.index, name="agencies"),
    path("kelola/perangkat-daerah/tambah/", agencies.add, name="agency-add"),
    path("kelola/perangkat-daerah/<int:pk>/", agencies.detail, name="agency"),
    path("kelola/perangkat-daerah/<int:pk>/nama/", agencies.rename, name="agency-rename"),
    path("kelola/perangkat-daerah/<int:pk>/gabung/", agencies.merge, name="agency-merge"),
    path("kelola/jabatan/", posts.index, name="posts"),
    path("kelola/jabatan/tambah/", posts.add, name="post-add"),
    path("kelola/jabatan/<int:pk>/", posts.detail, name="post"),
    path("kelola/jabatan/<int:pk>/hapus/", posts.remove, name="post-remove"),
    path("kelola/penempatan/<int:pk>/akhiri/", posts.end, name="membership-end"),
]

_PEOPLE: list[URLPattern | URLResolver] = [
    path("kelola/orang/", people.index, name="people"),
    path("kelola/orang/undang/", people.invite_all, name="people-invite"),
    path("kelola/orang/lembar/", people_sheets.upload, name="people-sheet"),
    path("kelola/orang/lembar/templat.xlsx", people_sheets.template, name="people-sheet-template"),
    path("kelola/orang/lembar/<int:pk>/", people_sheets.preview, name="people-sheet-preview"),
    path("kelola/orang/lembar/<int:pk>/terapkan/", people_sheets.apply, name="people-sheet-apply"),
    path("kelola/orang/lembar/<int:pk>/buang/", people_sheets.discard, name="people-sheet-discard"),
    path("kelola/orang/<uuid:public_id>/", people.detail, name="person"),
    path("kelola/orang/<uuid:public_id>/undang/", people.invite, name="person-invite"),
    path("kelola/orang/<uuid:public_id>/batalkan/", people.revoke, name="person-revoke"),
    path("kelola/orang/<uuid:public_id>/cabut/", people.retire, name="person-retire"),
    path("kelola/orang/<uuid:public_id>/aktifkan/", people.resume, name="person-resume"),
    path("kelola/orang/<uuid:public_id>/pulihkan/", restorations.add, name="restoration-add"),
    path("kelola/pemulihan/", restorations.index, name="restorations"),
    path("kelola/pemulihan/<int:pk>/setujui/", restorations.approve, name="restoration-approve"),
    path("kelola/pemulihan/<int:pk>/tolak/", restorations.refuse, name="restoration-refuse"),
]

_GOVERNMENT: list[URLPattern | URLResolver] = [
    path("kelola/", home.home, name="kelola"),
    path("kelola/mulai/", start.start, name="first-start"),
    path("kelola/pengaturan/", settings.index, name="government-settings"),
    path("kelola/pengaturan/lambang/", settings.crest, name="crest-upload"),
    path("kelola/pengaturan/lambang/hapus/", settings.crest_removal, name="crest-removal"),
    path("lambang/<int:government_id>/<str:name>", settings.crest_file, name="crest"),
]

urlpatterns = [*_AREAS, *_GOVERNMENT, *_AGENCIES, *_PEOPLE]
