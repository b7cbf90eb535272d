"""The register of accounts in the admin: addresses and menu."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.bodies.models import User
from gongkai.channels import access


class ChannelsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and access.may_see_any(user)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("accounts/", include("gongkai.channels.desk_urls"))]


@hooks.register("register_admin_menu_item")
def channels_menu_item() -> MenuItem:
    return ChannelsMenuItem(
        _("New media"),
        reverse_lazy("channels_desk:index"),
        name="channels",
        icon_name="globe",
        order=150,
    )
