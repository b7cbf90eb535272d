"""What a body writes into its annual report itself: numbers nobody else keeps, and chapters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Figure(models.Model):
    """One number of tables two and four that no other part of the product counts yet."""

    class Name(models.TextChoices):
        RULES_MADE = "rules_made", _("Government rules made")
        RULES_REPEALED = "rules_repealed", _("Government rules repealed")
        RULES_IN_FORCE = "rules_in_force", _("Government rules in force")
        LICENCES = "licences", _("Licensing decisions")
        PENALTIES = "penalties", _("Penalty decisions")
        COERCIONS = "coercions", _("Coercive measures")
        FEES = "fees", _("Administrative fees, in ten thousand yuan")

    body = models.ForeignKey(
        "bodies.Body", models.PROTECT, related_name="+", verbose_name=_("body")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    name = models.CharField(_("name"), max_length=60)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["year", "name"]
        constraints = [
            models.UniqueConstraint("body", "year", "name", name="figure_once_a_year"),
            models.CheckConstraint(name="figure_not_negative", condition=models.Q(value__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.name} {self.value}"


class Chapter(models.Model):
    """One of the six chapters of a year's report. Numbers in it are fields: {granted}."""

    body = models.ForeignKey(
        "bodies.Body", models.PROTECT, related_name="+", verbose_name=_("body")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("chapter"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint("body", "year", "number", name="chapter_once_a_year"),
            models.CheckConstraint(
                name="chapter_one_of_six", condition=models.Q(number__gte=1, number__lte=6)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.number}"
