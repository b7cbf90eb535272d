"""Limits of letters: rows that an office changes, and who changed them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.letters.models.letter import Kind
from gongkai.letters.rules.terms import NAMES


class Limit(models.Model):
    """One row of limits: of a body, of a kind, of both, or of everybody.

    A column left empty takes its number from the next more general row.
    """

    body = models.ForeignKey(
        "bodies.Body",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("letter", "body"),
    )
    kind = models.CharField(
        pgettext_lazy("letter", "kind"), max_length=10, choices=Kind.choices, blank=True
    )
    accept = models.PositiveSmallIntegerField(
        pgettext_lazy("letter limit", "accept"), null=True, blank=True
    )
    dispatch = models.PositiveSmallIntegerField(
        pgettext_lazy("letter limit", "dispatch"), null=True, blank=True
    )
    sign = models.PositiveSmallIntegerField(_("sign for"), null=True, blank=True)
    give_back = models.PositiveSmallIntegerField(
        pgettext_lazy("letter limit", "return"), null=True, blank=True
    )
    finish = models.PositiveSmallIntegerField(
        pgettext_lazy("letter limit", "reply"), null=True, blank=True
    )
    extension = models.PositiveSmallIntegerField(_("extension at most"), null=True, blank=True)
    redo = models.PositiveSmallIntegerField(
        pgettext_lazy("letter limit", "redo"), null=True, blank=True
    )
    call_back = models.PositiveSmallIntegerField(_("call back"), null=True, blank=True)
    urgent = models.PositiveSmallIntegerField(_("reply when urgent"), null=True, blank=True)
    escalate_redos = models.PositiveSmallIntegerField(
        _("redos before a leader"), null=True, blank=True
    )
    escalate_returns = models.PositiveSmallIntegerField(
        _("returns before a leader"), null=True, blank=True
    )
    source = models.CharField(pgettext_lazy("letter", "source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("limits")
        verbose_name_plural = _("limits")
        ordering = ["body", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind"], name="limit_once_a_body_and_kind"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(body=None), name="limit_once_a_kind_for_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body or '*'} {self.kind or '*'}"


class LimitChange(models.Model):
    """Somebody changed a row of limits. Rows are only ever added."""

    body = models.ForeignKey(
        "bodies.Body", models.PROTECT, null=True, related_name="+", editable=False
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True, editable=False)
    before = models.JSONField(editable=False)
    after = models.JSONField(editable=False)
    source = models.CharField(max_length=200, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.body or '*'} {self.kind or '*'} {self.at.isoformat()}"

    def numbers(self) -> list[tuple[str, int | None, int | None]]:
        """Return what was changed: its name, the number before and after."""
        names = [name for name in NAMES if self.before.get(name) != self.after.get(name)]
        return [
            (
                str(getattr(Limit._meta.get_field(name), "verbose_name", name)),
                self.before.get(name),
                self.after.get(name),
            )
            for name in names
        ]
