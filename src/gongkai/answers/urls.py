"""Public addresses of answers."""

from django.urls import path

from gongkai.answers import views

app_name = "answers"

urlpatterns = [
    path("ask/", views.ask, name="ask"),
]
