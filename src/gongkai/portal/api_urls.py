"""The addresses of the read API, one for all languages."""

from django.urls import path

from gongkai.portal.api import api

urlpatterns = [path("", api.urls)]
