"""The wording list in the admin: addresses and menu."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.bodies.models import User
from gongkai.screening.access import may_propose


class WordingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and may_propose(request.user)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("wordings/", include("gongkai.screening.desk_urls"))]


@hooks.register("register_admin_menu_item")
def wordings_menu_item() -> MenuItem:
    return WordingsMenuItem(
        _("Wording list"),
        reverse_lazy("screening_desk:wordings"),
        name="wordings",
        icon_name="warning",
        order=125,
    )
