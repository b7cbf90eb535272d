"""The portal in the admin: the desk in place of Wagtail's own home page."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

# Wagtail's own stores of files; ours hang on documents and are served by their gate.
LEFT_OUT = frozenset({"documents", "explorer-only", "help"})


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return MenuItem(
        _("Desk"), reverse_lazy("wagtailadmin_home"), name="desk", icon_name="tasks", order=1
    )


@hooks.register("insert_global_admin_css")
def house_style() -> str:
    """Give the admin our colours and the faces for Chinese."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


@hooks.register("construct_main_menu")
def leave_out(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what would lead past our own pages."""
    items[:] = [item for item in items if item.name not in LEFT_OUT]
