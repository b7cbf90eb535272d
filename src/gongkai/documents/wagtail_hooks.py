"""Documents in the admin: addresses and menu."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from gongkai.bodies.access import seen_by
from gongkai.bodies.models import User
from gongkai.documents.viewsets import POLICIES, RoadTermsViewSet

for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def road_terms_viewset() -> RoadTermsViewSet:
    return RoadTermsViewSet("road_terms", url_prefix="road-terms")


class DocumentsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and seen_by(request.user).exists()


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("policies/", include("gongkai.documents.desk_urls"))]


@hooks.register("register_admin_menu_item")
def documents_menu_item() -> MenuItem:
    return DocumentsMenuItem(
        _("Documents"),
        reverse_lazy("documents_desk:index"),
        name="policies",
        icon_name="doc-full",
        order=100,
    )


@hooks.register("register_admin_menu_item")
def cleanups_menu_item() -> MenuItem:
    return DocumentsMenuItem(
        _("Clean-up"),
        reverse_lazy("documents_desk:cleanups"),
        name="cleanups",
        icon_name="history",
        order=110,
    )


@hooks.register("register_admin_menu_item")
def lags_menu_item() -> MenuItem:
    return DocumentsMenuItem(
        _("Interpretations"),
        reverse_lazy("documents_desk:lags"),
        name="lags",
        icon_name="comment",
        order=105,
    )
