"""Addresses of pages that belong to no area."""

from django.urls import path

from simpul.web import views

urlpatterns = [
    path("komponen/", views.gallery, name="gallery"),
    path("komponen/dinding/", views.gallery_wall, name="gallery-wall"),
]
