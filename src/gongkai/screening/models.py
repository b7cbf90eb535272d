"""The wording list of an office: changes that one person proposes and another approves."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class WordingChangeQuerySet(models.QuerySet["WordingChange"]):
    def approved(self) -> "WordingChangeQuerySet":
        """Return the changes in force, oldest first: a later one overrides an earlier one."""
        return self.filter(approved_by__isnull=False).order_by("approved_at", "pk")

    def waiting(self) -> "WordingChangeQuerySet":
        """Return the changes that nobody has decided yet."""
        return self.filter(approved_by=None, refused_by=None)


class WordingChange(models.Model):
    """One change of the list (错敏词表变更): an entry added, corrected or taken off. Only added to.

    In force from `approved_at` until a later approved change of the same wrong form.
    """

    wrong = models.CharField(_("wrong form"), max_length=60, db_index=True)
    right = models.CharField(_("right form"), max_length=60, blank=True)
    severe = models.BooleanField(_("fails an inspection alone"), default=True)
    retired = models.BooleanField(_("taken off the list"), default=False)
    source = models.CharField(_("source"), max_length=200)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("refused by"),
    )

    objects = WordingChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of the wording list")
        verbose_name_plural = _("changes of the wording list")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="wording_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="wording_decided_once",
                condition=Q(approved_by=None) | Q(refused_by=None),
            ),
            models.CheckConstraint(
                name="wording_has_a_right_form", condition=~Q(right="") | Q(retired=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}"
