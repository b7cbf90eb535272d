"""Public addresses of audits."""

from django.urls import URLPattern, URLResolver, path

from gongkai.audits.views import corrections

app_name = "audits"

urlpatterns: list[URLPattern | URLResolver] = [
    path("corrections/report/", corrections.report, name="report"),
    path("corrections/", corrections.follow, name="follow"),
]
