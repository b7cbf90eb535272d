"""What may be stored of promises: the promise, what happened to it, and the evidence.

Where a promise comes from is said in plain strings (what sort of thing, its key, its address), so
that any floor above may make one. State and due date are changed by `actions` alone.
"""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.bodies.models import Body
from gongkai.commitments.rules import course

RUNNING = sorted(state.value for state in course.RUNNING)


class State(models.TextChoices):
    """Where a commitment stands; the values are those of `rules.course.State`."""

    OPEN = "open", _("In hand")
    REPORTED = "reported", _("Waiting for verification")
    DONE = "done", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


class Step(models.TextChoices):
    """What happened; the values are those of `rules.course.Step`."""

    PROMISED = "promised", _("Promised")
    ASSIGNED = "assigned", _("Assigned")
    PROGRESS = "progress", _("Progress")
    REPORTED = "reported", _("Reported done")
    VERIFIED = "verified", _("Verified and closed")
    UNSOLVED = "unsolved", _("Not solved, reopened")
    EXTENDED = "extended", _("Date moved")
    ESCALATED = "escalated", _("Overdue, put to the leader")
    CHECK_PASSED = "check_passed", _("Machine check passed, closed")
    CHECK_FAILED = "check_failed", _("Machine check failed")
    CANCELLED = "cancelled", _("Cancelled")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def running(self) -> "CommitmentQuerySet":
        """Return what is neither closed nor cancelled."""
        return self.filter(state__in=RUNNING)

    def overdue(self, today: date) -> "CommitmentQuerySet":
        """Return what is running and was due before a day."""
        return self.running().filter(due_on__lt=today)

    def of_source(self, kind: str, key: str) -> "CommitmentQuerySet":
        """Return what was promised because of one letter, finding, topic and so on."""
        return self.filter(source_kind=kind, source_key=key)


class Commitment(models.Model):
    """Something that a body has promised to do by a date (督办事项)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        _("number of the commitment"), max_length=20, unique=True, editable=False
    )
    title = models.CharField(_("matter"), max_length=200)
    promised = models.TextField(_("what was promised"))
    source_kind = models.SlugField(_("kind of source"), max_length=20, blank=True)
    source_key = models.CharField(_("what it comes from"), max_length=120, blank=True)
    source_url = models.CharField(_("address of the source"), max_length=500, blank=True)
    lead = models.ForeignKey(
        Body, models.PROTECT, related_name="commitments", verbose_name=_("lead body")
    )
    assisting: "models.ManyToManyField[Body, Any]" = models.ManyToManyField(
        Body, related_name="assisted_commitments", blank=True, verbose_name=_("assisting bodies")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("person responsible"),
    )
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="escalated_commitments",
        verbose_name=_("leader for escalation"),
    )
    due_on = models.DateField(_("to be done by"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN, editable=False
    )
    machine_check = models.CharField(_("machine check"), max_length=80, blank=True)
    promised_at = models.DateTimeField(_("promised at"), editable=False)
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    reopened = models.PositiveSmallIntegerField(_("times reopened"), default=0, editable=False)
    # The due date that was missed when it was put to the leader; another date is another matter.
    escalated_for = models.DateField(null=True, editable=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["due_on", "reference"]
        indexes = [
            models.Index(fields=["lead", "state", "due_on"], name="commitment_desk"),
            models.Index(fields=["source_kind", "source_key"], name="commitment_source"),
            models.Index(fields=["state", "due_on"], name="commitment_due"),
        ]
        constraints = [
            models.CheckConstraint(
                name="commitment_closed_on_when_closed",
                condition=Q(state__in=RUNNING, closed_on=None)
                | Q(state__in=["done", "cancelled"], closed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("commitments_desk:commitment", args=[self.pk])

    def standing(self, today: date) -> course.Standing:
        """Return how it stands to its date."""
        return course.standing(course.State(self.state), self.due_on, today, self.closed_on)


class Entry(models.Model):
    """One thing that happened to a commitment. Rows are only ever added."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="entries")
    position = models.PositiveSmallIntegerField()
    step = models.CharField(_("what happened"), max_length=12, choices=Step.choices)
    text = models.TextField(_("explanation"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", verbose_name=_("reporting body")
    )
    at = models.DateTimeField(_("at"))
    due_before = models.DateField(_("due before"), null=True)
    due_after = models.DateField(_("due after"), null=True)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("commitment", "position", name="entry_one_at_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.position} {self.step}"


class Evidence(models.Model):
    """A file that shows what an entry says; its bytes lie on disk under their digest."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="evidence")
    name = models.CharField(_("file name"), max_length=200)
    digest = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField(_("size"))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Register(models.Model):
    """The last number given in a year; locked while the next one is taken."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year} {self.last}"
