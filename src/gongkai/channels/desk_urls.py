"""Addresses of the register, under the admin's login."""

from django.urls import path

from gongkai.channels import views

app_name = "channels_desk"

urlpatterns = [
    path("", views.index, name="index"),
    path("accounts.xlsx", views.export, name="export"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.account, name="account"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/<slug:verb>/", views.act, name="act"),
]
