"""What the public says is wrong on a page (我为政府网站找错)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.bodies.models import Body

TABLE = "audits.correction"
DAYS_PRESET = 5


class CorrectionClock(models.Model):
    """In how many working days a correction is answered; one row, an office's own choice."""

    days = models.PositiveSmallIntegerField(_("working days"), default=DAYS_PRESET)

    class Meta:
        verbose_name = _("clock of corrections")
        verbose_name_plural = _("clock of corrections")
        constraints = [
            models.CheckConstraint(name="correction_clock_is_one_row", condition=Q(pk=1)),
            models.CheckConstraint(
                name="correction_clock_within_reason", condition=Q(days__gte=1, days__lte=60)
            ),
        ]

    def __str__(self) -> str:
        return str(self.days)


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def open(self) -> "CorrectionQuerySet":
        """Return what has not been answered."""
        return self.filter(answered_on=None)


class Correction(models.Model):
    """One report: the page, the words on it, what is wrong with them.

    The way to reach the reporter is sealed; `code_print` finds the row by the code on the receipt,
    which is stored nowhere. `submission` makes one form sent ten times one row.
    """

    class Outcome(models.TextChoices):
        MENDED = "mended", pgettext_lazy("correction", "Put right")
        RIGHT = "right", pgettext_lazy("correction", "It is right as it stands")
        PASSED_ON = "passed_on", pgettext_lazy("correction", "Passed on to who is competent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.CharField(max_length=64, unique=True, editable=False)
    code_print = models.CharField(max_length=64, unique=True, editable=False)
    page = models.CharField(_("page"), max_length=500)
    quote = models.CharField(_("words on the page"), max_length=500, blank=True)
    wrong = models.TextField(_("what is wrong"), max_length=1000)
    sealed_key = models.BinaryField(editable=False)
    contact = models.BinaryField(_("way to reach the reporter"), editable=False)
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="corrections", verbose_name=_("body")
    )
    received_at = models.DateTimeField(_("received at"))
    received_on = models.DateField(_("received on"), editable=False)
    due_on = models.DateField(_("answer due"))
    provisional = models.BooleanField(default=False, editable=False)
    outcome = models.CharField(
        pgettext_lazy("correction", "outcome"), max_length=10, choices=Outcome.choices, blank=True
    )
    reply = models.TextField(_("reply"), max_length=1000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["due_on", "received_at"]
        indexes = [models.Index(fields=["body", "answered_on", "due_on"], name="correction_desk")]
        constraints = [
            models.CheckConstraint(
                name="correction_answered_with_words",
                condition=Q(answered_on=None, outcome="", reply="")
                | (Q(answered_on__isnull=False) & ~Q(outcome="") & ~Q(reply="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.received_on}"

    def get_absolute_url(self) -> str:
        return reverse("corrections_desk:correction", args=[self.pk])
