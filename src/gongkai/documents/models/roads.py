"""What may be stored of roads: how many working days each step has, body by body."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.bodies.models import Body
from gongkai.documents.rules.pack import INTERPRETATION_DAYS
from gongkai.documents.rules.review import STEP_DAYS, Step

DAYS_RANGE = (MinValueValidator(1), MaxValueValidator(60))


class RoadTerms(models.Model):
    """The terms of the road of review for a body and all below it that have no row of their own.

    The order of the steps and that four different people sign is law and stands in the rules;
    how long each may take is a region's habit and stands here.
    """

    body = models.OneToOneField(
        Body, models.CASCADE, related_name="road_terms", verbose_name=_("body")
    )
    secrecy_days = models.PositiveSmallIntegerField(
        _("working days for the secrecy review"),
        default=STEP_DAYS[Step.SECRECY],
        validators=DAYS_RANGE,
    )
    first_days = models.PositiveSmallIntegerField(
        _("working days for the first review"), default=STEP_DAYS[Step.FIRST], validators=DAYS_RANGE
    )
    second_days = models.PositiveSmallIntegerField(
        _("working days for the second review"),
        default=STEP_DAYS[Step.SECOND],
        validators=DAYS_RANGE,
    )
    final_days = models.PositiveSmallIntegerField(
        _("working days for the final review"),
        default=STEP_DAYS[Step.FINAL],
        validators=DAYS_RANGE,
    )
    interpretation_days = models.PositiveSmallIntegerField(
        _("working days within which a policy is interpreted"),
        default=INTERPRETATION_DAYS,
        validators=DAYS_RANGE,
    )

    class Meta:
        verbose_name = _("terms of the road")
        verbose_name_plural = _("terms of the road")
        ordering = ["body__path"]

    def __str__(self) -> str:
        return str(self.body)

    def days(self, step: str) -> int:
        """Return the working days of a step."""
        found: int = getattr(self, f"{step}_days")
        return found
