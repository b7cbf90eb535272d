"""The clerk's lists and forms of the catalogue: areas, directories, items."""

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup

from gongkai.bodies.access import kept_by
from gongkai.bodies.benches import (
    KeptEditView,
    KeptIndexView,
    KeptInspectView,
    KeptPolicy,
    KeptViewSet,
)
from gongkai.bodies.models import Body, User
from gongkai.catalogue.access import may_keep_areas
from gongkai.catalogue.empowering import PowerViewSet
from gongkai.catalogue.exports import row_of
from gongkai.catalogue.forms import AreaForm, DirectoryForm, ItemForm
from gongkai.catalogue.models import Area, Directory, Item, Power, Tier
from gongkai.catalogue.rules.consistency import doubts
from gongkai.catalogue.words import column_name, doubt_text


class AreaPolicy(KeptPolicy):
    """Areas are shared by all bodies, so only those who set the site up change them."""

    def rows(self, user: User) -> QuerySet[Any]:
        return Area.objects.all() if may_keep_areas(user) else Area.objects.none()

    def rows_exist_for(self, user: User) -> bool:
        return may_keep_areas(user)

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in self.verbs and may_keep_areas(user)


POLICIES = {
    Area: AreaPolicy(Area, verbs=("add", "change")),
    Directory: KeptPolicy(Directory, verbs=("add", "change")),
    Item: KeptPolicy(Item, owner="directory__body", verbs=("add", "change")),
    Power: KeptPolicy(Power, verbs=("add",)),
}


def kept_bodies(request: Any) -> QuerySet[Body]:
    """Return the bodies that a filter offers."""
    return kept_by(request.user)


def kept_directories(request: Any) -> QuerySet[Directory]:
    """Return the directories that a filter offers."""
    return Directory.objects.filter(body__in=kept_by(request.user))


class AreaViewSet(KeptViewSet):
    model = Area
    icon = "list-ul"
    search_fields = ["name", "name_en"]
    list_display = [
        "name",
        Column("number", label=gettext_lazy("number of the area"), sort_key="number"),
        "ministry",
        Column("position", label=gettext_lazy("position in lists"), sort_key="position"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[AreaForm]:
        return AreaForm


class DirectoryFilterSet(WagtailFilterSet):
    body = django_filters.ModelChoiceFilter(queryset=kept_bodies, label=gettext_lazy("body"))
    tier = django_filters.ChoiceFilter(choices=Tier.choices, label=gettext_lazy("made for"))
    state = django_filters.ChoiceFilter(
        choices=Directory.State.choices, label=gettext_lazy("state")
    )

    class Meta:
        model = Directory
        fields: list[str] = []


class DirectoryIndexView(KeptIndexView):
    default_ordering = "-version_on"

    def get_base_queryset(self) -> QuerySet[Directory]:
        rows: QuerySet[Directory] = super().get_base_queryset()
        return rows.select_related("body").annotate(item_count=Count("items"))


class DraftEditView(KeptEditView):
    """Only drafts are edited; a public version has no such page."""

    def get_queryset(self) -> QuerySet[Any]:
        state = "state" if self.model is Directory else "directory__state"
        return super().get_queryset().filter(**{state: Directory.State.DRAFT})


class DirectoryInspectView(KeptInspectView):
    """One version with its items and what is still doubtful about them."""

    template_name = "catalogue/desk/directory.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = self.object.items.select_related("area").order_by("area__position", "position")
        context: dict[str, Any] = super().get_context_data(
            **kwargs,
            directory=self.object,
            rows=[
                (item, [(column_name(d.column), doubt_text(d)) for d in doubts(row_of(item))])
                for item in items
            ],
        )
        return context


class DirectoryViewSet(KeptViewSet):
    model = Directory
    icon = "table"
    index_view_class = DirectoryIndexView
    edit_view_class = DraftEditView
    inspect_view_class = DirectoryInspectView
    inspect_view_enabled = True
    filterset_class = DirectoryFilterSet
    search_fields = ["title"]
    list_display = [
        "title",
        "body",
        Column("get_tier_display", label=gettext_lazy("made for"), sort_key="tier"),
        DateColumn("version_on", label=gettext_lazy("version of"), sort_key="version_on"),
        Column("get_state_display", label=gettext_lazy("state"), sort_key="state"),
        Column("item_count", label=gettext_lazy("items"), sort_key="item_count"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[DirectoryForm]:
        return DirectoryForm


class ItemFilterSet(WagtailFilterSet):
    directory = django_filters.ModelChoiceFilter(
        queryset=kept_directories, label=gettext_lazy("directory")
    )
    area = django_filters.ModelChoiceFilter(queryset=Area.objects.all(), label=gettext_lazy("area"))

    class Meta:
        model = Item
        fields: list[str] = []


class ItemViewSet(KeptViewSet):
    model = Item
    icon = "list-ol"
    edit_view_class = DraftEditView
    filterset_class = ItemFilterSet
    search_fields = ["level1", "level2", "level3", "content", "publisher"]
    list_display = ["__str__", "area", "directory", "publisher", "time_limit"]

    def get_form_class(self, for_update: bool = False) -> type[ItemForm]:
        return ItemForm


class CatalogueGroup(ViewSetGroup):
    """The menu 标准目录 with its lists."""

    menu_label = gettext_lazy("Standard directories")
    menu_icon = "table"
    menu_name = "catalogue"
    menu_order = 500
    items = (
        DirectoryViewSet("directories", menu_label=gettext_lazy("Directories")),
        ItemViewSet("directory-items", menu_label=gettext_lazy("Items")),
        AreaViewSet("areas", menu_label=gettext_lazy("Areas")),
        PowerViewSet("powers", menu_label=gettext_lazy("Lists of powers")),
    )
