"""Letters in the admin: addresses and menu."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.bodies.models import User
from gongkai.letters import access


class LettersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and access.works_here(user)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("letters/", include("gongkai.letters.desk_urls"))]


@hooks.register("register_admin_menu_item")
def letters_menu_item() -> MenuItem:
    return LettersMenuItem(
        pgettext_lazy("letter", "Letters"),
        reverse_lazy("letters_desk:index"),
        name="letters",
        icon_name="mail",
        order=111,
    )
