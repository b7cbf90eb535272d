"""Lists and forms of the clerk's side for rows that belong to a body.

A row of a body that the user does not keep does not exist for them: 404, never 403, because
what a body keeps inside is nobody else's to guess at.
"""

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import BasePermissionPolicy

from gongkai.bodies.access import kept_by, may_keep_any
from gongkai.bodies.models import User


class KeptPolicy(BasePermissionPolicy):
    """Answers Wagtail's questions from `access`; there are no permission rows behind it."""

    def __init__(self, model: type[Model], *, owner: str = "body", verbs: tuple[str, ...]) -> None:
        super().__init__(model)
        self.owner = owner  # the way from a row to its body; empty for a body itself
        self.verbs = frozenset({*verbs, "view"})

    def rows(self, user: User) -> QuerySet[Any]:
        """Return the rows that the user keeps."""
        lookup = f"{self.owner}__in" if self.owner else "pk__in"
        rows: QuerySet[Any] = self.model._default_manager.filter(Q(**{lookup: kept_by(user)}))
        return rows

    def rows_exist_for(self, user: User) -> bool:
        """Say whether the user keeps anything, so that these pages are there at all."""
        return may_keep_any(user)

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in self.verbs and may_keep_any(user)

    def user_has_any_permission(self, user: User, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: User, action: str, instance: Any) -> bool:
        return action in self.verbs and self.rows(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: User, actions: Any) -> QuerySet[Any]:
        return self.rows(user)


class Hidden:
    """A view that is not there for whoever keeps no body."""

    request: HttpRequest
    permission_policy: KeptPolicy

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if not (isinstance(user, User) and self.permission_policy.rows_exist_for(user)):
            raise Http404
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def kept(self) -> QuerySet[Any]:
        """Return the rows that exist for this user."""
        assert isinstance(self.request.user, User)
        return self.permission_policy.rows(self.request.user)


class KeptIndexView(Hidden, IndexView):
    """The list of rows that the user keeps."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.kept()


class KeptCreateView(Hidden, CreateView):
    """A form for a new row; the form itself saves through an action."""

    def save_instance(self) -> Model:
        saved: Model = self.form.act()
        self.form.warn(self.request)
        return saved

    def get_success_buttons(self) -> list[Any]:
        # A succession, once entered, is not edited: there is no page to lead to.
        return super().get_success_buttons() if self.edit_url_name else []


class KeptEditView(Hidden, EditView):
    """A form for a row that the user keeps; the form itself saves through an action."""

    def get_queryset(self) -> QuerySet[Any]:
        return self.kept()

    def save_instance(self) -> Model:
        saved: Model = self.form.act()
        self.form.warn(self.request)
        return saved


class KeptInspectView(Hidden, InspectView):
    """One row that the user keeps, to be read."""

    def get_object(self, queryset: Any = None) -> Model:
        found: Model | None = self.kept().filter(pk=self.pk).first()
        if found is None:
            raise Http404
        return found


class KeptDeleteView(Hidden, DeleteView):
    """Taking away a row that the user keeps."""

    def get_queryset(self) -> QuerySet[Any]:
        return self.kept()


class KeptViewSet(ModelViewSet):
    """A viewset without the ways that nothing here uses: usage, history, copies, deletion."""

    index_view_class = KeptIndexView
    add_view_class = KeptCreateView
    edit_view_class = KeptEditView
    inspect_view_class = KeptInspectView
    delete_view_class = KeptDeleteView
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    list_per_page = 30
    left_out = frozenset({"usage", "history", "history_results", "delete"})

    def get_urlpatterns(self) -> list[Any]:
        return [way for way in super().get_urlpatterns() if way.name not in self.left_out]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        ways: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        for name in self.left_out:
            ways.pop(f"{name}_url_name", None)
        return ways

    def register_permissions(self) -> None:
        """Register nothing: who may follows from appointments, not from rows of permissions."""
