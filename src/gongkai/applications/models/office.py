"""How an office works: what it has settled for itself, who has a case, what is disputed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.applications.models.application import Application
from gongkai.applications.rules.disputes import Block, Result
from gongkai.applications.rules.events import DEFAULT_CORRECTION_DAYS


class Practice(models.Model):
    """What a body has settled where the law leaves it free. One row a body.

    `refusals` are the ends of which the reply says "reconsideration first" (行政复议法 art. 23
    para. 1 (4)); which ends beside 不予公开 count is argued locally. None: the usual ones.
    """

    body = models.OneToOneField("bodies.Body", models.PROTECT, related_name="+")
    refusals = models.JSONField(_("ends with reconsideration first"), null=True, blank=True)
    reconsideration_organ = models.CharField(_("reconsideration organ"), max_length=120, blank=True)
    court = models.CharField(_("court"), max_length=120, blank=True)
    reply_word = models.CharField(_("word of replies"), max_length=20, default="公复")
    notice_word = models.CharField(_("word of notices"), max_length=20, default="公函")
    correction_days = models.PositiveSmallIntegerField(
        _("working days to correct"), default=DEFAULT_CORRECTION_DAYS
    )
    contact = models.CharField(_("contact printed on letters"), max_length=120, blank=True)
    payment = models.CharField(_("how a fee is paid"), max_length=300, blank=True)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leader who hears of overdue cases"),
    )

    class Meta:
        verbose_name = _("practice of an office")
        verbose_name_plural = _("practices of offices")
        constraints = [
            models.CheckConstraint(
                name="practice_correction_within_reason",
                condition=Q(correction_days__gte=1) & Q(correction_days__lte=250),
            ),
        ]

    def __str__(self) -> str:
        return str(self.body)


class Movement(models.Model):
    """A case changing hands: to a handler, a unit or another body; or to a leader's attention."""

    class Kind(models.TextChoices):
        ASSIGNED = "assigned", _("Assigned")
        TRANSFERRED = "transferred", _("Transferred")
        ESCALATED = "escalated", _("Put before the leader")

    application = models.ForeignKey(Application, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    office = models.ForeignKey("bodies.Office", models.PROTECT, null=True, related_name="+")
    from_body = models.ForeignKey("bodies.Body", models.PROTECT, null=True, related_name="+")
    to_body = models.ForeignKey("bodies.Body", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Dispute(models.Model):
    """A reconsideration or a suit about a case (行政复议, 行政诉讼): a number of table four.

    `counted` is False for the body that only stood beside another as co-defendant: suits are
    counted by the organ that acted first (国办公开办函〔2016〕201号).
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="disputes")
    block = models.CharField(
        pgettext_lazy("answer block", "kind"),
        max_length=24,
        choices=[(block.value, block.value) for block in Block],
    )
    number = models.CharField(_("file number"), max_length=60, blank=True)
    organ = models.CharField(_("organ or court"), max_length=120)
    begun_on = models.DateField(_("begun on"))
    result = models.CharField(
        _("result"),
        max_length=12,
        choices=[(result.value, result.value) for result in Result],
        default=Result.PENDING.value,
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    counted = models.BooleanField(_("counted by this body"), default=True)
    note = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ["begun_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="dispute_ended_has_a_result",
                condition=Q(ended_on=None, result="pending")
                | (Q(ended_on__isnull=False) & ~Q(result="pending")),
            ),
            models.CheckConstraint(
                name="dispute_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begun_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.block} {self.begun_on}"


class Suggestion(models.Model):
    """How often a published item was offered to people about to ask, on one day.

    Counted as it happened: offered on a page, opened from there, and said to have answered the
    question. Nothing is known of who asked or what for.
    """

    on = models.DateField(_("on"))
    path = models.CharField(_("address"), max_length=200)
    title = models.CharField(_("title"), max_length=200)
    shown = models.PositiveIntegerField(_("shown"), default=0)
    opened = models.PositiveIntegerField(_("opened"), default=0)
    answered = models.PositiveIntegerField(_("answered"), default=0)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-on", "path"]
        constraints = [models.UniqueConstraint("on", "path", name="suggestion_once_a_day")]

    def __str__(self) -> str:
        return self.title
