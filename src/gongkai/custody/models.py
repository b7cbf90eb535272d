"""What is kept about confidences: who looked and why, and what was erased when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reveal(models.Model):
    """One look at what was told in confidence. Rows are only ever added."""

    table = models.CharField(_("kind of record"), max_length=60)
    row = models.CharField(_("record"), max_length=60, db_index=True)
    fields = models.CharField(_("what was shown"), max_length=200)
    reason = models.CharField(_("reason"), max_length=200)
    # A user name, not a key: bodies is a neighbour on this floor.
    by = models.CharField(_("who looked"), max_length=150)
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("look at personal data")
        verbose_name_plural = _("looks at personal data")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="reveal_has_a_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class Erasure(models.Model):
    """The proof that the confidences of a record were erased on a day."""

    table = models.CharField(_("kind of record"), max_length=60)
    row = models.CharField(_("record"), max_length=60)
    fields = models.CharField(_("what was erased"), max_length=200)
    files = models.PositiveIntegerField(_("files erased"), default=0)
    basis = models.CharField(_("basis"), max_length=200)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint("table", "row", name="erasure_once_a_record")]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class Spent(models.Model):
    """One challenge of a public form that has opened the gate; it opens it no second time."""

    nonce = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.nonce


class Knock(models.Model):
    """How often one address has sent a form in an hour; the address itself is not kept."""

    place = models.CharField(max_length=64)
    hour_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "hour_at"], name="knock_once_an_hour")
        ]

    def __str__(self) -> str:
        return f"{self.hour_at.isoformat()} {self.count}"
