"""Bodies in the admin: addresses, menu, and who may."""

from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from gongkai.bodies.viewsets import DESK_URLS, POLICIES, BodiesGroup

for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


@hooks.register("register_admin_viewset")
def bodies_group() -> BodiesGroup:
    return BodiesGroup()


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("bodies-desk/", include((DESK_URLS, "bodies_desk")))]
