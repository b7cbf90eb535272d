"""Commitments in the admin: addresses and menu."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.bodies.access import held_by
from gongkai.bodies.models import User


class CommitmentsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and (user.is_superuser or bool(held_by(user)))


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("commitments/", include("gongkai.commitments.desk_urls"))]


@hooks.register("register_admin_menu_item")
def commitments_menu_item() -> MenuItem:
    return CommitmentsMenuItem(
        _("Commitments"),
        reverse_lazy("commitments_desk:index"),
        name="commitments",
        icon_name="tasks",
        order=130,
    )
