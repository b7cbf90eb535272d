"""What citizens write about, in the admin: addresses and menu."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.bodies.models import User
from gongkai.letters.access import works_here


class TrendsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and (user.is_superuser or works_here(user))


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("trends/", include("gongkai.trends.desk_urls"))]


@hooks.register("register_admin_menu_item")
def trends_menu_item() -> MenuItem:
    return TrendsMenuItem(
        _("What citizens write about"),
        reverse_lazy("trends_desk:index"),
        name="trends",
        icon_name="comment",
        order=125,
    )
