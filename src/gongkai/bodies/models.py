"""What may be stored of organisations, their offices, the people in them and how to reach them."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai.bodies.rules.checks import CONTACT_CHECK_DAYS
from gongkai.bodies.rules.tree import STEP

PATH_STEP = STEP  # characters of one step in Body.path


class Tier(models.TextChoices):
    """Where a body stands (层级)."""

    COUNTY = "county", _("County government")
    DEPARTMENT = "department", _("Department")
    TOWNSHIP = "township", _("Township")
    SUBDISTRICT = "subdistrict", _("Subdistrict office")
    VILLAGE = "village", _("Village or community")


class Role(models.TextChoices):
    """What a person is appointed to do for a body (岗位)."""

    LEADER = "leader", _("Leader in charge")
    OPENNESS = "openness", _("Openness office")
    DRAFTER = "drafter", _("Drafter")
    SECRECY = "secrecy", _("Secrecy reviewer")
    REVIEWER = "reviewer", _("Reviewer")
    REGISTRAR = "registrar", _("Registrar")
    HANDLER = "handler", _("Handler")


class BodyQuerySet(models.QuerySet["Body"]):
    def standing(self, today: date) -> "BodyQuerySet":
        """Return the bodies that exist on a day."""
        return self.filter(
            Q(established_on=None) | Q(established_on__lte=today),
            Q(dissolved_on=None) | Q(dissolved_on__gt=today),
        )

    def under(self, body: "Body") -> "BodyQuerySet":
        """Return a body and everything below it."""
        return self.filter(path__startswith=body.path)


class Body(models.Model):
    """An organ that makes or keeps government information (机构), from founding to dissolution.

    `path` spells the way from the root in fixed steps, so a subtree is one prefix. Only
    `actions` writes it; `check_bodies` proves it.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    tier = models.CharField(_("tier"), max_length=12, choices=Tier.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("superior body"),
    )
    path = models.CharField(max_length=120, unique=True, editable=False)
    position = models.PositiveIntegerField(_("position in lists"), default=0)
    unified_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    area_code = models.CharField(_("area code"), max_length=12, blank=True)
    duties = models.TextField(_("duties"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    address_en = models.CharField(_("English address"), max_length=300, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    hours = models.CharField(_("office hours"), max_length=200, blank=True)
    hours_en = models.CharField(_("English office hours"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    established_on = models.DateField(_("established on"), null=True, blank=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="body_dissolved_after_established",
                condition=Q(dissolved_on=None)
                | Q(established_on=None)
                | Q(dissolved_on__gte=F("established_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name in the reader's language; Chinese where no English one is known."""
        if self.name_en and (get_language() or "").startswith("en"):
            return self.name_en
        return self.name

    @property
    def brief(self) -> str:
        """The shortest name that a reader of this county understands."""
        if self.name_en and (get_language() or "").startswith("en"):
            return self.name_en
        return self.short_name or self.name


class Succession(models.Model):
    """One body following another on a day: a merger, a split or a new name (机构沿革)."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("Merged into")
        SPLIT = "split", _("Split into")
        RENAMED = "renamed", _("Renamed to")

    predecessor = models.ForeignKey(
        Body, models.PROTECT, related_name="successions", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(
        Body, models.PROTECT, related_name="inheritances", verbose_name=_("successor")
    )
    kind = models.CharField(_("kind of succession"), max_length=8, choices=Kind.choices)
    on = models.DateField(_("on"))
    basis = models.CharField(_("basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint("predecessor", "successor", name="succession_once"),
            models.CheckConstraint(
                name="succession_not_of_itself", condition=~Q(predecessor=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Office(models.Model):
    """A section inside a body (内设机构)."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="offices", verbose_name=_("body"))
    name = models.CharField(_("name"), max_length=80)
    duties = models.TextField(_("duties"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    position = models.PositiveIntegerField(_("position in lists"), default=0)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("body", "name", name="office_once_in_a_body")]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who signs in. What they may do follows from their appointments."""

    full_name = models.CharField(_("full name"), max_length=60, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")  # type: ignore[assignment]  # the stubs forget lazy texts here
        verbose_name_plural = _("users")  # type: ignore[assignment]

    def get_full_name(self) -> str:
        return self.full_name or super().get_full_name()

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The roles of one request's user, read once (bodies.access.held_by).
        self.held_roles: tuple[tuple[str, str], ...] | None = None


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def running(self, today: date) -> "AppointmentQuerySet":
        """Return the appointments in force on a day, both ends included."""
        return self.filter(Q(from_on__lte=today), Q(until_on=None) | Q(until_on__gte=today))


class Appointment(models.Model):
    """A named role that somebody holds for a body, from the first to the last day."""

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="appointments", verbose_name=_("body")
    )
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, verbose_name=_("office")
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="appointments", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    title = models.CharField(_("post"), max_length=60, blank=True)
    public = models.BooleanField(_("shown to the public"), default=False)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["body", "role", "from_on"]
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.body}"


class ContactQuerySet(models.QuerySet["Contact"]):
    def unchecked(self, today: date) -> "ContactQuerySet":
        """Return the contacts of standing bodies whose check is overdue."""
        return self.filter(
            Q(check_due_on=None) | Q(check_due_on__lt=today),
            Q(body__dissolved_on=None) | Q(body__dissolved_on__gt=today),
        )


class Contact(models.Model):
    """One public way to reach a body, with who answers for it and when it was last checked.

    `check_due_on` is a stored copy of what `rules.checks.check_due` says; `check_bodies` proves it.
    """

    class Purpose(models.TextChoices):
        ENQUIRY = "enquiry", _("General enquiries")
        OPENNESS = "openness", _("Information disclosure")
        SUPERVISION = "supervision", _("Complaints and supervision")
        SERVICE = "service", _("Service window")

    body = models.ForeignKey(Body, models.CASCADE, related_name="contacts", verbose_name=_("body"))
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose.choices)
    name = models.CharField(_("name"), max_length=80)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name=_("who answers for it")
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    check_every_days = models.PositiveSmallIntegerField(
        _("check every (days)"), default=CONTACT_CHECK_DAYS
    )
    check_due_on = models.DateField(_("check due on"), null=True, editable=False, db_index=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["purpose", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.body})"
