"""Addresses of the desk, under the admin's login."""

from django.urls import path

from gongkai.letters.views import cases, desk, limits, numbers

app_name = "letters_desk"

urlpatterns = [
    path("", desk.index, name="index"),
    path("export/", desk.export, name="export"),
    path("new/", desk.take_down, name="new"),
    path("numbers/", numbers.desk, name="numbers"),
    path("limits/", limits.limits, name="limits"),
    path("limits/edit/", limits.edit, name="limits_edit"),
    path("<uuid:key>/", cases.case, name="case"),
    path("<uuid:key>/reveal/", cases.look, name="reveal"),
    path("<uuid:key>/release/", cases.release, name="release"),
    path("<uuid:key>/files/<uuid:file>/", cases.attachment, name="file"),
]
