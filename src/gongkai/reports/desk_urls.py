"""Addresses of the desk, under the admin's login."""

from django.urls import path

from gongkai.reports import views

app_name = "reports_desk"

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/<int:year>/", views.report, name="report"),
    path("<slug:code>/<int:year>/chapters/", views.chapters, name="chapters"),
    path("<slug:code>/<int:year>/report.<slug:form>", views.written, name="written"),
    path("<slug:code>/<int:year>/documents/<slug:column>/", views.documents, name="documents"),
    path("<slug:code>/<int:year>/cases/<slug:row>/<slug:column>/", views.cases, name="cases"),
]
