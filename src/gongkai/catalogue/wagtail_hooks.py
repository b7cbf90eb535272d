"""The catalogue in the admin: addresses, menu, and who may."""

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from gongkai.catalogue.checking import CHECK_URLS
from gongkai.catalogue.viewsets import POLICIES, CatalogueGroup
from gongkai.catalogue.workbench import DESK_URLS

for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def catalogue_group() -> CatalogueGroup:
    return CatalogueGroup()


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("directories-desk/", include(([*DESK_URLS, *CHECK_URLS], "catalogue_desk")))]
