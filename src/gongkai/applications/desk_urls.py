"""Addresses of the desk, under the admin's login."""

from django.urls import path

from gongkai.applications.views import desk

app_name = "applications_desk"

urlpatterns = [
    path("", desk.index, name="index"),
    path("register/", desk.register, name="register"),
    path("<uuid:key>/", desk.case, name="case"),
    path("<uuid:key>/reveal/", desk.look, name="reveal"),
]
