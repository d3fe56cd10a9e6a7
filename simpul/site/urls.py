"""The one list of addresses; each area brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("simpul.portal.urls")),
    path("", include("simpul.web.urls")),
    path("", include("simpul.accounts.urls")),
    path("", include("simpul.organizations.urls")),
    path("", include("simpul.workflow.urls")),
    path("", include("simpul.datahub.urls")),
    path("", include("simpul.commandcenter.urls")),
    path("", include("simpul.site.operations_urls")),
]

handler400 = "simpul.web.views.bad_request"
handler403 = "simpul.web.views.permission_denied"
handler404 = "simpul.web.views.page_not_found"
handler500 = "simpul.web.views.server_error"
