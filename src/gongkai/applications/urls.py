"""Public addresses of applications."""

from django.urls import path

from gongkai.applications.views import public

app_name = "applications"

urlpatterns = [
    path("applications/", public.index, name="index"),
    path("applications/new/", public.ask, name="ask"),
    path("applications/status/", public.status, name="status"),
    path("applications/calculator/", public.calculator, name="calculator"),
]
