"""Numbers of letters: counters of months, months frozen, and the register that numbers letters."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Tally(models.Model):
    """How many letters of a month, body, kind and channel are what (see `rules.numbers`).

    Kept in the transaction of each verb; `recount_letters --check` proves every cell.
    """

    month_on = models.DateField()
    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    channel = models.CharField(max_length=10)
    received = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    merged = models.IntegerField(default=0)
    in_time = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    solved_asked = models.IntegerField(default=0)
    solved = models.IntegerField(default=0)
    rated = models.IntegerField(default=0)
    satisfied = models.IntegerField(default=0)
    dissatisfied = models.IntegerField(default=0)
    # Days waited for the first reply to how many letters waited them, as JSON with text keys.
    waits = models.TextField(default="{}")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month_on", "body", "kind", "channel"], name="tally_one_a_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month_on.isoformat()} {self.body_id} {self.kind} {self.channel}"


class Snapshot(models.Model):
    """The numbers of a month as they stood on a day; never changed afterwards."""

    month_on = models.DateField(pgettext_lazy("letter", "month"))
    body = models.ForeignKey("bodies.Body", models.PROTECT, null=True, blank=True, related_name="+")
    taken_on = models.DateField(_("taken on"))
    figures = models.JSONField(_("numbers"))

    class Meta:
        verbose_name = _("monthly numbers")
        verbose_name_plural = _("monthly numbers")
        ordering = ["-month_on", "body"]
        constraints = [
            models.UniqueConstraint(fields=["month_on", "body"], name="snapshot_once_a_body"),
            models.UniqueConstraint(
                fields=["month_on"], condition=Q(body=None), name="snapshot_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m} {self.body or '*'}"


class Register(models.Model):
    """The last number given in a year; locked while the next one is taken."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year} {self.last}"
