"""What may be stored of the letters about a case, their bytes, and where was searched."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.applications.models.application import Application

LETTER_TABLE = "applications.letter"
FILE_TABLE = "applications.letterfile"


class LetterKind(models.TextChoices):
    """The letters of an application; `rules.letters` says what each must hold."""

    RECEIPT = "receipt", _("Receipt of registration")
    CORRECTION = "correction", _("Notice to correct")
    REASON = "reason", _("Notice to state reasons")
    EXTENSION = "extension", _("Notice of extension")
    THIRD_PARTY = "third_party", _("Consultation of a third party")
    CONSULTING = "consulting", _("Notice that others are asked")
    CO_MAKER = "co_maker", _("Consultation of a co-making organ")
    ASSISTANCE = "assistance", _("Request to another organ")
    GRANTED = "granted", _("Reply: disclosed")
    PARTIAL = "partial", _("Reply: disclosed in part")
    REFUSED = "refused", _("Reply: not disclosed")
    UNABLE = "unable", _("Reply: cannot be provided")
    UNHANDLED = "unhandled", _("Reply: not handled")
    QUERY = "query", _("Reply: governed by a register's own law")
    FEE = "fee", _("Fee notice")
    OVERRIDE = "override", _("Notice to the third party")
    OWN_RECORD = "own_record", _("Notice on one's own record")
    CLOSING = "closing", _("Notice of closing")


class Route(models.TextChoices):
    """How a letter leaves the house."""

    REGISTERED = "registered", _("Registered or express post")
    POST = "post", _("Ordinary post")
    EMAIL = "email", _("E-mail")
    FAX = "fax", _("Fax")
    HANDED = "handed", _("Handed over at the counter")
    WEB = "web", _("Website")
    OFFICIAL = "official", _("Official mail between organs")


class Letter(models.Model):
    """One letter about a case, from its draft to the proof that it arrived.

    What the handler wrote is sealed like what the applicant told. `number` and the kept copies are
    made at the approval, so what was approved is what goes out.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted for approval")
        APPROVED = "approved", _("Approved, to be sent")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Dropped")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="letters")
    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    kind = models.CharField(
        pgettext_lazy("letter", "kind"), max_length=12, choices=LetterKind.choices
    )
    outcome = models.CharField(pgettext_lazy("application", "outcome"), max_length=40, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    sealed_key = models.BinaryField(editable=False)
    told = models.BinaryField(editable=False)
    remark = models.CharField(_("why it was given back"), max_length=400, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    drafted_at = models.DateTimeField(_("drafted at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)
    dated_on = models.DateField(_("dated"), null=True)
    route = models.CharField(_("sent by"), max_length=10, choices=Route.choices, blank=True)
    dispatched_on = models.DateField(_("dispatched on"), null=True)
    tracking = models.CharField(_("posting number"), max_length=60, blank=True)
    delivered_on = models.DateField(_("reached the addressee on"), null=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = pgettext_lazy("application", "letters")
        ordering = ["drafted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "body", "number", name="letter_number_once_in_a_body", condition=~Q(number="")
            ),
            # Whoever drafts a letter does not approve it.
            models.CheckConstraint(
                name="letter_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="letter_sent_has_its_day",
                condition=~Q(stage="sent") | (~Q(route="") & Q(dispatched_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="letter_delivered_after_dispatch",
                condition=Q(delivered_on=None) | Q(delivered_on__gte=F("dispatched_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.get_kind_display()


class LetterFile(models.Model):
    """Bytes that belong to a letter, sealed on disk: enclosures, the kept copies, proofs."""

    class Part(models.TextChoices):
        ENCLOSURE = "enclosure", _("Enclosure")
        COPY = "copy", _("Kept copy")
        PROOF = "proof", _("Proof of service")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="files")
    part = models.CharField(max_length=10, choices=Part.choices)
    sealed_key = models.BinaryField(editable=False)
    name = models.BinaryField(editable=False)
    media_type = models.CharField(max_length=80)
    size_bytes = models.PositiveIntegerField()
    digest = models.CharField("SHA-256", max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of a letter")
        verbose_name_plural = _("files of letters")
        ordering = ["added_at", "media_type", "pk"]

    def __str__(self) -> str:
        return self.digest[:12]


class LetterRegister(models.Model):
    """The last letter number that a body gave in a year; locked while the next one is taken."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")
    word = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("body", "word", "year", name="letter_register_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.word} {self.year} {self.last}"


class Search(models.Model):
    """One place that was searched for a record, and how (guiding case 101)."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="searches")
    on = models.DateField(_("searched on"))
    place = models.CharField(_("where"), max_length=120)
    method = models.CharField(_("how, with which words"), max_length=300)
    found = models.BooleanField(_("something was found"), default=False)
    result = models.CharField(_("what was found"), max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.on}"
