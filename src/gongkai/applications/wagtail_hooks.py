"""Applications in the admin: addresses and menu."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.applications import access
from gongkai.bodies.models import User


class ApplicationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and access.works_here(user)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("applications/", include("gongkai.applications.desk_urls"))]


@hooks.register("register_admin_menu_item")
def applications_menu_item() -> MenuItem:
    return ApplicationsMenuItem(
        _("Applications"),
        reverse_lazy("applications_desk:index"),
        name="applications",
        icon_name="mail",
        order=110,
    )
