"""What may be stored of clean-up decisions: the list, and what was done for each line of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.bodies.models import User
from gongkai.documents.models.library import Standing


class CleanUp(models.Model):
    """A clean-up decision (清理决定): from its list to the day it was applied, all at once."""

    decision = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="cleanup", verbose_name=_("decision")
    )
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    drawn_up_at = models.DateTimeField(_("drawn up at"))
    applied_at = models.DateTimeField(_("applied at"), null=True)

    class Meta:
        verbose_name = _("clean-up decision")
        verbose_name_plural = _("clean-up decisions")
        ordering = ["-drawn_up_at"]

    def __str__(self) -> str:
        return str(self.decision)


class CleanUpLine(models.Model):
    """One line of a clean-up decision: a document and what becomes of it."""

    cleanup = models.ForeignKey(CleanUp, models.CASCADE, related_name="lines")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="cleanup_lines")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Standing.choices)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("cleanup", "document", name="cleanup_line_once_a_document"),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_outcome_display()}"
