"""Public addresses of channels."""

from django.urls import URLPattern, URLResolver, path

from gongkai.channels import views

app_name = "channels"

urlpatterns: list[URLPattern | URLResolver] = [
    path("bodies/<slug:code>/accounts/", views.accounts, name="accounts"),
]
