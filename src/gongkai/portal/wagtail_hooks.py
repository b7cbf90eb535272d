"""The portal in the admin: the desk in place of Wagtail's own home page."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.bodies.access import may_keep_any
from gongkai.bodies.models import User
from gongkai.portal import holidays

# Wagtail's own stores of files; ours hang on documents and are served by their gate.
LEFT_OUT = frozenset({"documents", "explorer-only", "help"})


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return MenuItem(
        _("Desk"), reverse_lazy("wagtailadmin_home"), name="desk", icon_name="tasks", order=1
    )


class HolidaysMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and may_keep_any(request.user)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    own = [path("", holidays.holidays, name="holidays")]
    return [path("working-days/", include((own, "holidays_desk")))]


@hooks.register("register_admin_menu_item")
def holidays_menu_item() -> MenuItem:
    return HolidaysMenuItem(
        _("Working-day calendar"),
        reverse_lazy("holidays_desk:holidays"),
        name="working-days",
        icon_name="calendar",
        order=130,
    )


@hooks.register("insert_global_admin_css")
def house_style() -> str:
    """Give the admin our colours and the faces for Chinese."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


@hooks.register("construct_main_menu")
def leave_out(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what would lead past our own pages."""
    items[:] = [item for item in items if item.name not in LEFT_OUT]
