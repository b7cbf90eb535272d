"""The clerk's list of documents: filters that stay in the address, export of what is shown."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import BasePermissionPolicy

from gongkai.bodies.access import seen_by
from gongkai.bodies.models import Body, User
from gongkai.documents import access, queues
from gongkai.documents.models import Document, Kind, State


class DocumentPermissionPolicy(BasePermissionPolicy):
    """Answers Wagtail's questions from `access`; there are no permission rows behind it."""

    def user_has_permission(self, user: User, action: str) -> bool:
        if action == "add":
            return access.may_draft(user)
        if action in {"change", "view"}:
            return seen_by(user).exists()
        return False

    def user_has_any_permission(self, user: User, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: User, action: str, instance: Any) -> bool:
        if action == "change":
            return access.may_revise(user, instance)
        return bool(action == "view" and access.worked_on_by(user).filter(pk=instance.pk).exists())

    def instances_user_has_any_permission_for(
        self, user: User, actions: list[str]
    ) -> QuerySet[Document]:
        return access.worked_on_by(user)


def visible_bodies(request: Any) -> QuerySet[Body]:
    return seen_by(request.user)


WAITING = [
    ("sign", gettext_lazy("Waiting for my signature")),
    ("returned", gettext_lazy("Returned to me")),
    ("passed", gettext_lazy("Passed, to be published")),
    ("mine", gettext_lazy("Drafts I am writing")),
    ("pending", gettext_lazy("Revised, not public yet")),
    ("ending", gettext_lazy("In force for 60 days at most")),
]


class DocumentFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(choices=State.choices, label=gettext_lazy("State"))
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=gettext_lazy("Kind"))
    owner = django_filters.ModelChoiceFilter(queryset=visible_bodies, label=gettext_lazy("Body"))
    published_on = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Published on"), widget=DateRangePickerWidget
    )
    waiting = django_filters.ChoiceFilter(
        choices=WAITING, label=gettext_lazy("Waiting"), method="filter_waiting"
    )

    class Meta:
        model = Document
        fields: ClassVar = ["state", "kind", "owner", "published_on"]

    def filter_waiting(self, rows: Any, name: str, value: str) -> Any:
        """Show the list behind one queue of the desk."""
        user = self.request.user
        own = access.drafted_by(user)
        lists = {
            "sign": lambda: queues.to_sign(user),
            "returned": lambda: queues.returned(own, user),
            "passed": lambda: queues.passed(access.published_by(user)),
            "mine": lambda: queues.mine(own, user),
            "pending": lambda: queues.pending(own),
            "ending": lambda: queues.ending(own, localdate()),
        }
        return rows.filter(pk__in=lists[value]().values("pk"))


class DocumentIndexView(IndexView):
    """Documents of the bodies this clerk works for."""

    model = Document
    permission_policy = DocumentPermissionPolicy(Document)
    filterset_class = DocumentFilterSet
    index_url_name = "documents_desk:index"
    index_results_url_name = "documents_desk:index_results"
    add_url_name = "documents_desk:new"
    search_fields: ClassVar = ["title", "document_number", "index_number"]
    paginate_by = 25
    default_ordering = "-pk"
    header_icon = "doc-full"
    page_title = gettext_lazy("Documents")
    list_export: ClassVar = [
        "key", "title", "kind", "owner.name", "state", "document_number", "index_number",
        "issuer", "made_on", "published_on", "standing",
    ]  # fmt: skip
    export_filename = "documents"
    _show_breadcrumbs = True

    def get_base_queryset(self) -> QuerySet[Document]:
        return access.worked_on_by(self.request.user).select_related("owner").defer("body")

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title",
                label=_("Title"),
                sort_key="title",
                get_url=lambda row: reverse("documents_desk:work", args=[row.key]),
            ),
            Column("get_state_display", label=_("State"), sort_key="state"),
            Column("get_kind_display", label=_("Kind"), sort_key="kind"),
            Column("owner.brief", label=_("Body"), sort_key="owner"),
            Column("document_number", label=_("Document number"), sort_key="document_number"),
            DateColumn("published_on", label=_("Published on"), sort_key="published_on"),
        ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": _("Documents")}]
