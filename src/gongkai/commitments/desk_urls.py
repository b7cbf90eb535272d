"""Addresses of the desk, under the admin's login."""

from django.urls import path

from gongkai.commitments import views

app_name = "commitments_desk"

urlpatterns = [
    path("", views.index, name="index"),
    path("commitments.xlsx", views.export, name="export"),
    path("new/", views.new, name="new"),
    path("<uuid:key>/", views.commitment, name="commitment"),
    path("<uuid:key>/evidence/<int:pk>/", views.evidence, name="evidence"),
    path("<uuid:key>/<slug:verb>/", views.act, name="act"),
]
