"""Public addresses of answers."""

from django.urls import URLPattern, URLResolver

app_name = "answers"

urlpatterns: list[URLPattern | URLResolver] = []
