"""Addresses of the Command Center."""

from django.urls import path

from simpul.commandcenter import views

urlpatterns = [
    path("command-center/", views.board, name="board"),
    path("command-center/isi/", views.board_content, name="board-content"),
    path("command-center/susun/", views.compose, name="board-compose"),
    path("command-center/dinding/", views.wall, name="wall"),
    path("command-center/dinding/isi/", views.wall_content, name="wall-content"),
]
