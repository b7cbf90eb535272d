"""Annual reports in the admin: addresses and menu."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.bodies.models import User
from gongkai.reports import access


class AnnualReportsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and access.reads_reports(request.user)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("annual-reports/", include("gongkai.reports.desk_urls"))]


@hooks.register("register_admin_menu_item")
def annual_reports_menu_item() -> MenuItem:
    return AnnualReportsMenuItem(
        _("Annual reports"),
        reverse_lazy("reports_desk:index"),
        name="annual-reports",
        icon_name="table",
        order=115,
    )
