"""What may be stored of holiday notices: one notice a year, and the days it sets apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """The State Council's holiday notice for one year (节假日安排通知), from the day it is entered.

    A year without one cannot be counted with certainty. `actions.enter` alone writes it; an
    amended notice replaces the days of its year and moves `entered_at`.
    """

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    number = models.CharField(_("notice number"), max_length=60, blank=True)
    url = models.URLField(_("address of the notice"), max_length=300, blank=True)
    amendment_number = models.CharField(_("amending notice"), max_length=60, blank=True)
    amendment_url = models.URLField(_("address of the amending notice"), max_length=300, blank=True)
    entered_at = models.DateTimeField(_("entered at"))
    # A user name, not a key: bodies is a neighbour on this floor.
    entered_by = models.CharField(_("entered by"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("holiday notice")
        verbose_name_plural = _("holiday notices")
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year} {self.number}".strip()


class SpecialDay(models.Model):
    """One day that a notice takes off the working week or adds to it (调休)."""

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="days", verbose_name=_("holiday notice")
    )
    date = models.DateField(_("date"), db_index=True)
    name = models.CharField(_("holiday"), max_length=60)
    worked = models.BooleanField(_("worked in exchange"))

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint("notice", "date", name="special_day_once_in_a_notice")
        ]

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.name}"
