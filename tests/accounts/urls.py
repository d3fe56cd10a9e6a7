"""The real addresses, and one page of work that stands for all the others."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from simpul.site.urls import urlpatterns as real
from simpul.web import access


@access.signed_in
def work(request: HttpRequest) -> HttpResponse:
    return HttpResponse("kerja")


@access.public
def shown(request: HttpRequest) -> HttpResponse:
    return HttpResponse("umum")


urlpatterns = [path("uji/kerja/", work), path("uji/umum/", shown), *real]
