"""Addresses of the area."""

from django.urls import path

from simpul.portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("tentang/", views.about, name="about"),
]
