"""What may be stored of a policy pack: the plan of interpretation, or why there is none."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.bodies.models import User


class ExemptionChoice(models.TextChoices):
    """Why a normative document needs no interpretation; values of `rules.pack.Exemption`."""

    FORWARDED = "forwarded", _("Forwards a document that is interpreted already")
    PERSONNEL = "personnel", _("Appointments and removals")
    EMERGENCY = "emergency", _("Handling of an emergency")
    PROCEDURE = "procedure", _("Arranges work, touches no rights")
    REPEAL = "repeal", _("Only repeals or declares lapsed")


class Plan(models.Model):
    """The plan by which a policy will be interpreted (解读方案); one for a document."""

    document = models.OneToOneField(
        "documents.Document", models.CASCADE, related_name="plan", primary_key=True
    )
    outline = models.TextField(
        _("outline"),
        blank=True,
        help_text=_("Background, basis, key points, who benefits, terms, what is new."),
    )
    forms = models.CharField(_("forms"), max_length=200, blank=True)
    channels = models.CharField(_("channels"), max_length=200, blank=True)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    exemption = models.CharField(
        _("exemption"), max_length=10, choices=ExemptionChoice.choices, blank=True
    )
    exemption_reason = models.CharField(_("reason for the exemption"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("interpretation plan")
        verbose_name_plural = _("interpretation plans")
        constraints = [
            models.CheckConstraint(
                name="plan_exemption_has_a_reason",
                condition=Q(exemption="") | ~Q(exemption_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} · {_('interpretation plan')}"
