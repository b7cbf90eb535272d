"""What is kept of trends: what letters showed when the machine last looked at them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outlook(models.Model):
    """What the letters of some bodies showed, from one look to the next.

    A page that computed this on every view would cost more the more people write; so it shows
    what the worker last saw, with its time.
    """

    scope = models.CharField(max_length=64, unique=True, editable=False)
    bodies = models.JSONField(null=True, editable=False)  # keys of bodies; None is every letter
    asked_on = models.DateField(_("last asked for on"))
    until_on = models.DateField(_("last day that was looked at"), null=True)
    seen_at = models.DateTimeField(_("looked at"), null=True)
    seen = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = _("outlook on letters")
        verbose_name_plural = _("outlooks on letters")

    def __str__(self) -> str:
        return f"{self.scope} {self.until_on}"
