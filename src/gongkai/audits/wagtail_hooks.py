"""Self-inspection in the admin: addresses and menu."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.audits.views.corrections import CORRECTION_URLS
from gongkai.audits.views.duties import DUTY_URLS
from gongkai.audits.views.inspection import INSPECTION_URLS
from gongkai.bodies.access import held_by
from gongkai.bodies.models import User


class ForAppointed(MenuItem):
    """A menu entry for whoever holds any role."""

    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and (user.is_superuser or bool(held_by(user)))


@hooks.register("register_admin_urls")
def duties_urls() -> list[URLResolver]:
    return [path("duties/", include((DUTY_URLS, "duties_desk")))]


@hooks.register("register_admin_menu_item")
def duties_menu_item() -> MenuItem:
    return ForAppointed(
        _("Duties of openness"),
        reverse_lazy("duties_desk:index"),
        name="duties",
        icon_name="date",
        order=140,
    )


@hooks.register("register_admin_urls")
def inspection_urls() -> list[URLResolver]:
    return [
        path("inspection/", include((INSPECTION_URLS, "inspection_desk"))),
        path("corrections/", include((CORRECTION_URLS, "corrections_desk"))),
    ]


@hooks.register("register_admin_menu_item")
def inspection_menu_item() -> MenuItem:
    return ForAppointed(
        _("Self-inspection"),
        reverse_lazy("inspection_desk:index"),
        name="inspection",
        icon_name="glasses",
        order=145,
    )


@hooks.register("register_admin_menu_item")
def corrections_menu_item() -> MenuItem:
    return ForAppointed(
        _("Reported mistakes"),
        reverse_lazy("corrections_desk:index"),
        name="corrections",
        icon_name="comment",
        order=146,
    )
