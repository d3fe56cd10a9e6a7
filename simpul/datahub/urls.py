"""Addresses of the data hub; fixed words come before the code of a data set."""

from django.urls import path

from simpul.datahub.views import cases, catalogue, defining, delivery, numbers, review, submissions

urlpatterns = [
    path("data/", catalogue.index, name="data"),
    path("data/kiriman/", submissions.index, name="submissions"),
    path("data/kiriman/<int:pk>/", submissions.detail, name="submission"),
    path("data/kiriman/<int:pk>/keadaan/", submissions.progress, name="submission-progress"),
    path("data/kiriman/<int:pk>/tindakan/", review.act, name="submission-act"),
    path("data/kiriman/<int:pk>/berkas/", submissions.original, name="submission-file"),
    path("data/kiriman/<int:pk>/ditandai.xlsx", submissions.annotated, name="submission-annotated"),
    path("data/kiriman/<int:pk>/laporan.json", submissions.report_json, name="submission-report"),
    path("data/antrean/", review.queue, name="review-queue"),
    path("data/kasus/", cases.index, name="cases"),
    path("data/kasus/<int:pk>/", cases.detail, name="case"),
    path("data/angka/", numbers.index, name="numbers"),
    path("data/angka/<slug:code>/", numbers.detail, name="number"),
    path("data/angka/<slug:code>/asal/<int:pk>/", numbers.lineage, name="lineage"),
    path("data/baru/", defining.new, name="dataset-new"),
    path("data/<slug:code>/", catalogue.detail, name="dataset"),
    path("data/<slug:code>/unggah/", delivery.upload, name="dataset-upload"),
    path("data/<slug:code>/templat.xlsx", delivery.template, name="dataset-template"),
    path("data/<slug:code>/rilis/<int:number>/", catalogue.release, name="release"),
    path("data/<slug:code>/rilis/<int:number>.<str:form>", catalogue.download, name="release-download"),
]
