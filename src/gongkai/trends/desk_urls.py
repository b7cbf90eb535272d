"""Addresses of the desk, under the admin's login."""

from django.urls import path

from gongkai.trends import views

app_name = "trends_desk"

urlpatterns = [
    path("", views.index, name="index"),
    path("hot-topics.xlsx", views.workbook, name="workbook"),
]
