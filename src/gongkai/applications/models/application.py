"""What may be stored of applications for information: the case, its events, its papers.

What an applicant tells about themselves, and what they ask for, is sealed (see `custody`): the
columns hold ciphertext, and lists show masks. Everything that is derived from the events (state,
due date, outcome) is a stored copy that only `actions` writes and `recount_clocks` proves.
"""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.applications.rules import events as rule
from gongkai.applications.rules.road import CLOSED, State

TABLE = "applications.application"
SEALED = ("name", "identity", "phone", "email", "address", "wanted", "purpose")


class Kind(models.TextChoices):
    """Who asks: the columns of table three."""

    NATURAL_PERSON = "natural_person", _("Natural person")
    COMMERCIAL_ENTERPRISE = "commercial_enterprise", _("Commercial enterprise")
    RESEARCH_INSTITUTION = "research_institution", _("Research institution")
    SOCIAL_WELFARE_ORG = "social_welfare_org", _("Social welfare organisation")
    LEGAL_SERVICE_ORG = "legal_service_org", _("Legal service organisation")
    OTHER_ORG = "other_org", _("Other organisation")


class Channel(models.TextChoices):
    """How it came (arts. 29 and 31)."""

    IN_PERSON = "in_person", _("In person")
    SIGNED_POST = "signed_post", _("Registered or express post, signed for")
    ORDINARY_POST = "ordinary_post", _("Ordinary post")
    FAX = "fax", _("Fax")
    WEB = "web", _("Website")
    EMAIL = "email", _("E-mail")


class Delivery(models.TextChoices):
    """How the applicant wants to get the information (arts. 29 and 40)."""

    EMAIL = "email", _("By e-mail")
    POST = "post", _("By post")
    COLLECT = "collect", _("Collected at the counter")
    INSPECT = "inspect", _("Read on the spot")


STATES = [(state.value, state.value) for state in State]


class ApplicationQuerySet(models.QuerySet["Application"]):
    def open(self) -> "ApplicationQuerySet":
        """Return the cases that have not ended."""
        return self.exclude(state__in=[state.value for state in CLOSED])

    def overdue(self, today: date) -> "ApplicationQuerySet":
        """Return the open cases whose reply was due before a day."""
        return self.open().filter(due_on__lt=today)

    def counted_in(self, year: int) -> "ApplicationQuerySet":
        """Return the cases that a year's report counts as received or carried in."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return self.filter(received_on__lte=last).filter(
            Q(closed_on=None) | Q(closed_on__gte=first)
        )


class Application(models.Model):
    """A request for information, from arrival to its end (Order 711, arts. 27 to 36).

    `submission` makes one form sent ten times one row. `code_print` finds the case by the code on
    the receipt; the code itself is nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(
        "bodies.Body",
        models.PROTECT,
        db_index=False,  # the indexes below begin with it
        related_name="applications",
        verbose_name=_("body"),
    )
    number = models.CharField(_("number"), max_length=40)
    submission = models.CharField(max_length=64, unique=True, editable=False)
    code_print = models.CharField(max_length=64, unique=True, editable=False)
    channel = models.CharField(_("channel"), max_length=14, choices=Channel.choices)
    kind = models.CharField(_("applicant"), max_length=24, choices=Kind.choices)
    delivery = models.CharField(_("delivery"), max_length=8, choices=Delivery.choices)
    oral = models.BooleanField(_("asked orally and taken down"), default=False)

    sealed_key = models.BinaryField(editable=False)
    name = models.BinaryField(pgettext_lazy("applicant", "name"), editable=False)
    identity = models.BinaryField(_("identity number"), editable=False)
    phone = models.BinaryField(_("phone"), editable=False)
    email = models.BinaryField(_("e-mail"), editable=False)
    address = models.BinaryField(_("address"), editable=False)
    wanted = models.BinaryField(_("information wanted"), editable=False)
    purpose = models.BinaryField(_("other features"), editable=False)
    masked_name = models.CharField(_("name, masked"), max_length=80, editable=False)
    applicant_print = models.CharField(max_length=64, editable=False)
    wanted_print = models.CharField(max_length=64, editable=False)
    erased_on = models.DateField(_("erased on"), null=True, editable=False)

    office = models.ForeignKey(
        "bodies.Office",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handler"),
    )

    arrived_on = models.DateField(_("arrived on"), editable=False)
    received_on = models.DateField(_("received on"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=STATES, editable=False)
    due_on = models.DateField(_("reply due"), null=True, editable=False)
    provisional = models.BooleanField(_("provisional"), default=False, editable=False)
    outcome = models.CharField(
        pgettext_lazy("application", "outcome"), max_length=40, blank=True, editable=False
    )
    closed_on = models.DateField(_("closed on"), null=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["due_on", "arrived_on", "number"]
        indexes = [
            models.Index(fields=["body", "received_on", "closed_on"], name="application_year"),
            # The orders of the inbox; the columns behind the order answer who and what is counted.
            models.Index(
                fields=[
                    "due_on",
                    "arrived_on",
                    "number",
                    "body",
                    "state",
                    "handler",
                    "id",
                    "closed_on",
                ],
                condition=Q(closed_on=None),
                name="application_open",
            ),
            models.Index(
                fields=[
                    "body",
                    "due_on",
                    "arrived_on",
                    "number",
                    "state",
                    "handler",
                    "id",
                    "closed_on",
                ],
                condition=Q(closed_on=None),
                name="application_open_by_body",
            ),
            # The open lists are counted from this one, group by group as it lies.
            models.Index(
                fields=["due_on", "state", "body", "handler", "id", "closed_on"],
                condition=Q(closed_on=None),
                name="application_open_counted",
            ),
            models.Index(
                fields=["-closed_on", "number", "body"],
                condition=Q(closed_on__isnull=False),
                name="application_closed",
            ),
            models.Index(
                fields=["body", "-closed_on", "number"],
                condition=Q(closed_on__isnull=False),
                name="application_closed_by_body",
            ),
            models.Index(fields=["body", "applicant_print"], name="application_same_person"),
            models.Index(fields=["body", "wanted_print"], name="application_same_words"),
        ]
        constraints = [
            models.UniqueConstraint("body", "number", name="application_number_once_in_a_body"),
            models.CheckConstraint(
                name="application_closed_after_arrival",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("arrived_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Event(models.Model):
    """One dated fact of a case. Rows are only ever added; what is derived follows from them."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="events")
    position = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=24, choices=[(t.value, t.value) for t in rule.EventType])
    on = models.DateField(_("on"))
    details = models.JSONField(default=dict)
    entered_at = models.DateTimeField(_("entered at"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("application", "position", name="event_one_at_a_position")
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.on.isoformat()}"


class Recount(models.Model):
    """One due date that moved without an event: the old and the new one, and why."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="recounts")
    at = models.DateTimeField(_("at"))
    cause = models.CharField(_("cause"), max_length=80)
    due_before = models.DateField(_("due before"), null=True)
    due_after = models.DateField(_("due after"), null=True)
    state_before = models.CharField(_("state before"), max_length=20)
    state_after = models.CharField(_("state after"), max_length=20)

    class Meta:
        verbose_name = _("recount")
        verbose_name_plural = _("recounts")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.due_before} {self.due_after}"


class Register(models.Model):
    """The last number that a body gave in a year; locked while the next one is taken."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("body", "year", name="register_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.last}"


class Attachment(models.Model):
    """A file that an applicant sent, sealed on disk and named there by its own key only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="attachments")
    sealed_key = models.BinaryField()
    name = models.BinaryField()
    media_type = models.CharField(max_length=80)
    size_bytes = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return str(self.id)
