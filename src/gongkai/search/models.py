"""What the index keeps in the database: the outbox, where the index stands, and missed queries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Touch(models.Model):
    """One entry that changed, from the change until the index holds it.

    Written inside the transaction of the change. `applied` names the index that already holds it
    while another one is being built; the row stays until that one has it too.
    """

    source = models.CharField(_("source"), max_length=40)
    key = models.CharField(_("key"), max_length=200)
    applied = models.CharField(_("applied to"), max_length=40, blank=True, default="")

    class Meta:
        verbose_name = _("change to index")
        verbose_name_plural = _("changes to index")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class Standing(models.Model):
    """Which index belongs to this database, and its last commit. There is one row.

    When the folder says anything else, the index or the database was put back from a copy or the
    machine stopped between the two, and the index is rebuilt.
    """

    generation = models.CharField(_("index"), max_length=40)
    commit = models.BigIntegerField(_("last commit"))
    missing = models.IntegerField(_("keys without an entry"), default=0)
    sampled = models.PositiveIntegerField(_("entries when it was built"), default=0)

    class Meta:
        verbose_name = _("standing of the index")
        verbose_name_plural = _("standing of the index")
        constraints = [
            models.CheckConstraint(name="standing_is_one_row", condition=models.Q(pk=1)),
        ]

    def __str__(self) -> str:
        return f"{self.generation} @ {self.commit}"


class Miss(models.Model):
    """A query that found nothing, counted by day. Who asked is not kept."""

    query = models.CharField(_("query"), max_length=60)
    on = models.DateField(_("on"))
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("query without result")
        verbose_name_plural = _("queries without result")
        ordering = ["-on", "-count", "query"]
        constraints = [models.UniqueConstraint("query", "on", name="miss_once_a_day")]

    def __str__(self) -> str:
        return self.query
