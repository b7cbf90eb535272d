"""The clerk's pages of bodies (机构): lists, forms, the record of one body, checks of contacts."""

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.widgets.button import HeaderButton

from gongkai.bodies import actions, intake
from gongkai.bodies.access import kept_by, may_keep_any
from gongkai.bodies.benches import KeptIndexView, KeptInspectView, KeptPolicy, KeptViewSet
from gongkai.bodies.forms import (
    AppointmentForm,
    BodyForm,
    ContactForm,
    OfficeForm,
    RenamingForm,
    SuccessionForm,
)
from gongkai.bodies.models import Appointment, Body, Contact, Office, Role, Succession, Tier, User

POLICIES = {
    Body: KeptPolicy(Body, owner="", verbs=("add", "change")),
    Office: KeptPolicy(Office, verbs=("add", "change")),
    Appointment: KeptPolicy(Appointment, verbs=("add", "change")),
    Contact: KeptPolicy(Contact, verbs=("add", "change", "delete")),
    Succession: KeptPolicy(Succession, owner="predecessor", verbs=("add",)),
}


def kept_bodies(request: Any) -> QuerySet[Body]:
    """Return the bodies that a filter offers."""
    return kept_by(request.user)


class BodyFilterSet(WagtailFilterSet):
    tier = django_filters.ChoiceFilter(choices=Tier.choices, label=gettext_lazy("Tier"))
    parent = django_filters.ModelChoiceFilter(
        queryset=kept_bodies, label=gettext_lazy("Superior body")
    )
    ended = django_filters.BooleanFilter(
        "dissolved_on", "isnull", exclude=True, label=gettext_lazy("Has ended")
    )

    class Meta:
        model = Body
        fields: list[str] = []


class BodyIndexView(KeptIndexView):
    default_ordering = "path"

    def get_base_queryset(self) -> QuerySet[Body]:
        return super().get_base_queryset().select_related("parent").defer("duties")

    @cached_property
    def header_buttons(self) -> list[Any]:
        export = HeaderButton(
            _("Export the tree"), url=reverse("bodies_desk:export"), icon_name="download"
        )
        return [*super().header_buttons, export]


class BodyInspectView(KeptInspectView):
    """The record of one body: what is said of it, what was before and after, who and where."""

    template_name = "bodies/desk/body.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body, today = self.object, localdate()
        context: dict[str, Any] = super().get_context_data(
            **kwargs,
            body=body,
            predecessors=body.inheritances.select_related("predecessor"),
            successors=body.successions.select_related("successor"),
            offices=body.offices.all(),
            appointments=body.appointments.running(today).select_related("user", "office"),
            contacts=body.contacts.select_related("owner"),
            children=body.children.standing(today).defer("duties"),
            today=today,
        )
        return context


class BodyViewSet(KeptViewSet):
    model = Body
    icon = "site"
    index_view_class = BodyIndexView
    inspect_view_class = BodyInspectView
    inspect_view_enabled = True
    filterset_class = BodyFilterSet
    search_fields = ["name", "short_name", "code", "unified_code"]
    list_display = [
        "name",
        Column("get_tier_display", label=gettext_lazy("tier"), sort_key="tier"),
        Column("parent.brief", label=gettext_lazy("superior body"), sort_key="parent__path"),
        Column("code", label=gettext_lazy("code"), sort_key="code"),
        Column("phone", label=gettext_lazy("phone")),
        DateColumn("dissolved_on", label=gettext_lazy("dissolved on"), sort_key="dissolved_on"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[BodyForm]:
        return BodyForm

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("rename/<int:pk>/", rename, name="rename")]


class OfficeViewSet(KeptViewSet):
    model = Office
    icon = "home"
    search_fields = ["name"]
    list_display = ["name", "body", "phone"]

    def get_form_class(self, for_update: bool = False) -> type[OfficeForm]:
        return OfficeForm


class AppointmentFilterSet(WagtailFilterSet):
    body = django_filters.ModelChoiceFilter(queryset=kept_bodies, label=gettext_lazy("Body"))
    role = django_filters.ChoiceFilter(choices=Role.choices, label=gettext_lazy("Role"))

    class Meta:
        model = Appointment
        fields: list[str] = []


class AppointmentViewSet(KeptViewSet):
    model = Appointment
    icon = "user"
    filterset_class = AppointmentFilterSet
    search_fields = ["user__full_name", "user__username", "title"]
    list_display = [
        "user",
        "body",
        Column("get_role_display", label=gettext_lazy("role"), sort_key="role"),
        "title",
        DateColumn("from_on", label=gettext_lazy("from"), sort_key="from_on"),
        DateColumn("until_on", label=gettext_lazy("until"), sort_key="until_on"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[AppointmentForm]:
        return AppointmentForm


class ContactFilterSet(WagtailFilterSet):
    body = django_filters.ModelChoiceFilter(queryset=kept_bodies, label=gettext_lazy("Body"))
    purpose = django_filters.ChoiceFilter(
        choices=Contact.Purpose.choices, label=gettext_lazy("Purpose")
    )
    overdue = django_filters.BooleanFilter(
        method="only_overdue", label=gettext_lazy("Check is overdue")
    )

    class Meta:
        model = Contact
        fields: list[str] = []

    def only_overdue(self, rows: Any, name: str, value: bool) -> QuerySet[Contact]:
        """Return the contacts to be checked, or the others."""
        overdue = Contact.objects.unchecked(localdate())
        kept: QuerySet[Contact] = (
            rows.filter(pk__in=overdue) if value else rows.exclude(pk__in=overdue)
        )
        return kept


class ContactIndexView(KeptIndexView):
    """Contacts with a button that notes a check."""

    def get_list_more_buttons(self, instance: Contact) -> list[Any]:
        check = MenuItem(
            _("Note a check"),
            url=reverse("bodies_desk:check", args=[instance.pk]),
            icon_name="check",
            priority=5,
        )
        return [check, *super().get_list_more_buttons(instance)]


class ContactViewSet(KeptViewSet):
    model = Contact
    icon = "mail"
    index_view_class = ContactIndexView
    filterset_class = ContactFilterSet
    left_out = KeptViewSet.left_out - {"delete"}
    search_fields = ["name", "phone", "email"]
    list_display = [
        "name",
        "body",
        Column("get_purpose_display", label=gettext_lazy("purpose"), sort_key="purpose"),
        "phone",
        "owner",
        DateColumn("checked_on", label=gettext_lazy("checked on"), sort_key="checked_on"),
        DateColumn("check_due_on", label=gettext_lazy("check due on"), sort_key="check_due_on"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[ContactForm]:
        return ContactForm


class SuccessionViewSet(KeptViewSet):
    model = Succession
    icon = "history"
    left_out = KeptViewSet.left_out | {"edit"}
    list_display = [
        Column("predecessor", label=gettext_lazy("predecessor")),
        Column("get_kind_display", label=gettext_lazy("kind of succession")),
        Column("successor", label=gettext_lazy("successor")),
        DateColumn("on", label=gettext_lazy("on"), sort_key="on"),
        Column("basis", label=gettext_lazy("basis")),
    ]

    def get_form_class(self, for_update: bool = False) -> type[SuccessionForm]:
        return SuccessionForm


class BodiesGroup(ViewSetGroup):
    """The menu 机构 with its lists."""

    menu_label = gettext_lazy("Bodies")
    menu_icon = "site"
    menu_name = "bodies"
    menu_order = 600
    items = (
        BodyViewSet("bodies", menu_label=gettext_lazy("Bodies")),
        OfficeViewSet("offices", menu_label=gettext_lazy("Offices")),
        AppointmentViewSet("appointments", menu_label=gettext_lazy("Appointments")),
        ContactViewSet("contacts", menu_label=gettext_lazy("Contacts")),
        SuccessionViewSet("successions", menu_label=gettext_lazy("Mergers and new names")),
    )


@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a body a new name by decision."""
    body = get_object_or_404(kept_by(_person(request)).filter(dissolved_on=None), pk=pk)
    form = RenamingForm(request.POST or None)
    if form.is_valid():
        new = actions.rename(body, **form.cleaned_data)
        messages.success(request, _("%(old)s goes on as %(new)s.") % {"old": body, "new": new})
        return redirect("bodies:inspect", new.pk)
    status = 422 if form.is_bound else 200
    return render(request, "bodies/desk/rename.html", {"form": form, "body": body}, status=status)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a contact was tried today and found right."""
    person = _person(request)
    contact = get_object_or_404(
        Contact.objects.filter(body__in=kept_by(person)).select_related("body"), pk=pk
    )
    if request.method == "POST":
        actions.check_contact(contact, on=localdate(), by=person)
        messages.success(request, _("The check has been noted: %s") % contact)
        return redirect("contacts:index")
    return render(request, "bodies/desk/check.html", {"contact": contact, "today": localdate()})


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Send the tree of bodies as a table that `import_bodies` reads."""
    if not may_keep_any(_person(request)):
        raise Http404
    response = HttpResponse(intake.give_out(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bodies.csv"'
    return response


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # Wagtail's login guard stands before every page here
    return request.user


DESK_URLS: list[URLPattern] = [
    path("export/", export, name="export"),
    path("contacts/<int:pk>/check/", check, name="check"),
]
