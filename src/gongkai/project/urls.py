"""Root addresses. Each app that has addresses says them in its own `urls` module.

Chinese pages stand at the root, English ones under `/en/`.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from gongkai.portal.desk import desk
from gongkai.project.views import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    # The desk takes the place of Wagtail's own home page and keeps its address.
    path("admin/", desk),
    path("admin/", include(wagtailadmin_urls)),
    path("api/", include("gongkai.portal.api_urls")),
    path("log/", include("gongkai.ledger.served_urls")),
]

urlpatterns += i18n_patterns(
    path("", include("gongkai.documents.urls")),
    path("", include("gongkai.applications.urls")),
    path("", include("gongkai.letters.urls")),
    path("", include("gongkai.answers.urls")),
    path("", include("gongkai.trends.urls")),
    path("", include("gongkai.audits.urls")),
    path("", include("gongkai.channels.urls")),
    path("", include("gongkai.commitments.urls")),
    path("", include("gongkai.catalogue.urls")),
    path("", include("gongkai.ledger.urls")),
    path("", include("gongkai.portal.urls")),
    prefix_default_language=False,
)

handler400 = "gongkai.portal.errors.bad_request"
handler403 = "gongkai.portal.errors.permission_denied"
handler404 = "gongkai.portal.errors.page_not_found"
handler500 = "gongkai.portal.errors.server_error"
