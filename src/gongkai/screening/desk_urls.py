"""Addresses of the clerk's side, below the admin's root."""

from django.urls import path

from gongkai.screening import views

app_name = "screening_desk"
urlpatterns = [
    path("", views.wordings, name="wordings"),
    path("<int:pk>/decide/", views.decide, name="decide"),
]
