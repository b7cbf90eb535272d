"""Monthly runs, frozen: rules by version, findings by fingerprint, rectifications, probes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.bodies.models import Body
from gongkai.commitments.models import Commitment


class Rules(models.Model):
    """One version of the check form's rules; what a run was judged by is never changed.

    `content` is what `rules.check_form.ruleset.parse` reads.
    """

    number = models.PositiveIntegerField(_("version"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    source = models.CharField(_("source"), max_length=300, blank=True)
    from_on = models.DateField(_("in force from"))
    content = models.JSONField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    drawn_at = models.DateTimeField(_("drawn up at"))

    class Meta:
        verbose_name = _("rules of the check form")
        verbose_name_plural = _("rules of the check form")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class Run(models.Model):
    """One inspection of a body and those below it, for a month; frozen when it is made.

    `content` holds the lines of the form and every finding as they were; `digest` is the SHA-256
    of its canonical form. Several runs of a month stand beside each other, numbered.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="inspections")
    month = models.DateField(_("month"))
    number = models.PositiveIntegerField(_("run"))
    as_of = models.DateField(_("as of"))
    rules = models.ForeignKey(Rules, models.PROTECT, related_name="runs")
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2)
    passed = models.BooleanField(pgettext_lazy("inspection", "passed"))
    vetoed = models.CharField(_("vetoes"), max_length=100, blank=True)
    found = models.PositiveIntegerField(_("findings"))
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(_("frozen at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("self-inspection")
        verbose_name_plural = _("self-inspections")
        ordering = ["-month", "-number"]
        constraints = [
            models.UniqueConstraint("body", "month", "number", name="run_numbered_in_a_month"),
            models.CheckConstraint(name="run_month_begins_on_the_first", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.month:%Y-%m} #{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("inspection_desk:run", args=[self.pk])


class Finding(models.Model):
    """One finding of a run, for lists; what counts is the frozen copy in the run."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="findings")
    fingerprint = models.CharField(max_length=32)
    kind = models.CharField(max_length=30)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    fresh = models.BooleanField(_("new since the run before"))
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["position"]
        indexes = [models.Index(fields=["fingerprint"], name="finding_again")]
        constraints = [models.UniqueConstraint("run", "fingerprint", name="finding_once_in_a_run")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.kind} {self.fingerprint}"


class Rectification(models.Model):
    """A fault that somebody must mend; its commitment closes when the machine finds it gone."""

    fingerprint = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=300)
    scope = models.ForeignKey(Body, models.PROTECT, related_name="+")
    commitment = models.OneToOneField(
        Commitment, models.PROTECT, related_name="rectification", verbose_name=_("commitment")
    )
    opened_by = models.ForeignKey(Run, models.PROTECT, null=True, related_name="opened")
    checked_at = models.DateTimeField(_("checked at"), null=True)

    class Meta:
        verbose_name = _("rectification")
        verbose_name_plural = _("rectifications")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("inspection_desk:rectification", args=[self.fingerprint])


class Probe(models.Model):
    """Whether the home page opened at an instant, and how long it took."""

    at = models.DateTimeField(db_index=True)
    opened = models.BooleanField()
    seconds = models.FloatField()
    status = models.PositiveSmallIntegerField(null=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("availability probe")
        verbose_name_plural = _("availability probes")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at} {self.opened}"
