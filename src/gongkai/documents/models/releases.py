"""What may be stored of changes of the public record, between the decision and the log."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.bodies.models import User
from gongkai.documents.models.library import WithdrawalReason


class Release(models.Model):
    """One change of what the public reads: decided, logged, then done; in this order only.

    `event` is its place in the publication log. While `done_at` is empty the public record is as
    it was; when the log has signed the event, the change happens in the same transaction.
    """

    class Verb(models.TextChoices):
        PUBLISH = "publish", _("Publish")
        WITHDRAW = "withdraw", _("Withdraw")
        RESTORE = "restore", _("Make public again")

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="releases")
    revision = models.ForeignKey("documents.Revision", models.PROTECT, related_name="+")
    event = models.OneToOneField("ledger.Event", models.PROTECT, null=True, related_name="+")
    verb = models.CharField(_("verb"), max_length=8, choices=Verb.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Changes of one pack carry the same value and are done together or not at all.
    pack = models.UUIDField(null=True, db_index=True)
    decided_at = models.DateTimeField(_("decided at"))
    published_on = models.DateField(_("published on"), null=True)
    backfilled = models.BooleanField(_("back-filled"), default=False)
    reason = models.CharField(
        _("reason"), max_length=10, choices=WithdrawalReason.choices, blank=True
    )
    note = models.CharField(_("explanation"), max_length=300, blank=True)
    manifest_digest = models.CharField(max_length=71, blank=True)
    done_at = models.DateTimeField(_("in the log at"), null=True)
    lapsed = models.BooleanField(_("lapsed"), default=False)

    class Meta:
        verbose_name = _("change of the public record")
        verbose_name_plural = _("changes of the public record")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "document",
                name="release_one_at_a_time",
                condition=Q(done_at=None, lapsed=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.get_verb_display()}"
