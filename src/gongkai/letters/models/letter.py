"""Letters themselves: the letter, its events, files, e-mails and its release to the public.

Who wrote is sealed (see `custody`), and so is the text where it names a person by a number: the
column `text` then holds the masked one. What is derived from the events is a stored copy that only
`actions` writes and `recount_letters --check` proves.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.letters.rules import words as rule

TABLE = "letters.letter"
ATTACHMENT_TABLE = "letters.attachment"
SEALED = ("writer", "original")


class Kind(models.TextChoices):
    """What the writer wants."""

    CONSULT = rule.Kind.CONSULT.value, pgettext_lazy("letter", "Question")
    COMPLAIN = rule.Kind.COMPLAIN.value, pgettext_lazy("letter", "Complaint")
    SUGGEST = rule.Kind.SUGGEST.value, pgettext_lazy("letter", "Suggestion")
    HELP = rule.Kind.HELP.value, _("Request for help")
    THANK = rule.Kind.THANK.value, pgettext_lazy("letter", "Thanks")


class Channel(models.TextChoices):
    """How it came."""

    WEBSITE = rule.Channel.WEBSITE.value, pgettext_lazy("letter", "Website")
    MAILBOX = rule.Channel.MAILBOX.value, _("Mailbox of the head of government")
    BOARD = rule.Channel.BOARD.value, _("Leaders' message board")
    LINE = rule.Channel.LINE.value, _("Direct line with the head of government")
    HOTLINE = rule.Channel.HOTLINE.value, _("Hotline 12345")
    NATIONAL = rule.Channel.NATIONAL.value, _("National message board")
    VISIT = rule.Channel.VISIT.value, pgettext_lazy("letter", "Visit")
    TELEPHONE = rule.Channel.TELEPHONE.value, pgettext_lazy("letter", "Telephone")
    POST = rule.Channel.POST.value, pgettext_lazy("letter", "Post")


STATES = [(state.value, state.value) for state in rule.State]


class LetterQuerySet(models.QuerySet["Letter"]):
    def unread(self) -> "LetterQuerySet":
        """Return rows as a list shows them: without texts and without what is sealed."""
        return self.defer("text", "reply", "sealed_key", *SEALED)


class Letter(models.Model):
    """What somebody wrote or said to the government, through any channel.

    `origin` makes one sending, or one row of another system, one letter however often it comes.
    `intake` is who received it and answers for its course; `body` is the unit that leads now.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(pgettext_lazy("letter", "number"), max_length=20, unique=True)
    origin = models.CharField(max_length=64, unique=True, editable=False)
    code_print = models.CharField(max_length=64, null=True, unique=True, editable=False)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    original_number = models.CharField(_("number in its channel"), max_length=60, blank=True)
    kind = models.CharField(pgettext_lazy("letter", "kind"), max_length=10, choices=Kind.choices)
    intake = models.ForeignKey(
        "bodies.Body", models.PROTECT, related_name="+", verbose_name=_("received by")
    )
    # The next three have indexes of their own below, smaller or with more in them.
    body = models.ForeignKey(
        "bodies.Body",
        models.PROTECT,
        db_index=False,
        related_name="letters",
        verbose_name=_("handled by"),
    )
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("leader it is put before"),
    )
    title = models.CharField(pgettext_lazy("letter", "title"), max_length=200)
    text = models.TextField(pgettext_lazy("letter", "text"))
    reply = models.TextField(pgettext_lazy("letter", "reply"), blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    label = models.CharField(_("class"), max_length=60, blank=True)
    likes = models.PositiveIntegerField(_("likes"), default=0)
    consent = models.BooleanField(_("writer agrees to publication"), default=False)

    sealed_key = models.BinaryField(editable=False)
    writer = models.BinaryField(editable=False)
    original = models.BinaryField(editable=False)
    masked_name = models.CharField(_("writer, masked"), max_length=80, blank=True)
    writer_print = models.CharField(max_length=64, blank=True, editable=False)
    erased_on = models.DateField(_("erased on"), null=True, editable=False)

    received_on = models.DateField(pgettext_lazy("letter", "received on"))
    state = models.CharField(
        pgettext_lazy("letter", "state"), max_length=12, choices=STATES, editable=False
    )
    open = models.BooleanField(default=True, editable=False)
    unanswered = models.BooleanField(default=True, editable=False)
    due_on = models.DateField(_("reply due"), null=True, editable=False)
    next_on = models.DateField(_("next step due"), null=True, editable=False)
    provisional = models.BooleanField(_("provisional"), default=False, editable=False)
    answered_on = models.DateField(
        pgettext_lazy("letter", "answered on"), null=True, editable=False
    )
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    in_time = models.BooleanField(_("in time"), null=True, editable=False)
    urgent = models.BooleanField(_("danger to life or safety"), default=False, editable=False)
    returns = models.PositiveSmallIntegerField(_("returns"), default=0, editable=False)
    redos = models.PositiveSmallIntegerField(_("orders to redo"), default=0, editable=False)
    extension_days = models.PositiveSmallIntegerField(default=0, editable=False)
    solved = models.CharField(_("solved"), max_length=8, blank=True, editable=False)
    satisfied = models.CharField(_("satisfied"), max_length=12, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="merged",
        editable=False,
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("letter", "letter")
        verbose_name_plural = pgettext_lazy("letter", "letters")
        ordering = ["-received_on", "-number"]
        # Conditions say what a query says: SQLite does not see that `= 5` is no NULL otherwise.
        indexes = [
            models.Index(
                fields=["next_on", "number", "body", "intake", "state", "urgent", "open", "id"],
                condition=Q(open=True),
                name="letter_desk",
            ),
            models.Index(
                fields=["due_on", "body", "kind", "channel", "received_on"],
                condition=Q(unanswered=True, answered_on=None),
                name="letter_owed",
            ),
            models.Index(
                fields=["-received_on", "-number", "body", "intake", "id"], name="letter_newest"
            ),
            models.Index(fields=["body", "received_on"], name="letter_of_body"),
            models.Index(fields=["title"], condition=Q(open=True), name="letter_title_of_open"),
            models.Index(
                fields=["original_number"],
                condition=~Q(original_number=""),
                name="letter_number_in_channel",
            ),
            models.Index(
                fields=["leader"], condition=Q(leader__isnull=False), name="letter_leader"
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="letter_merged",
            ),
            models.Index(
                fields=["writer_print"], condition=~Q(writer_print=""), name="letter_writer"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_answered_after_receipt",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("received_on")),
            ),
            models.CheckConstraint(
                name="letter_not_merged_into_itself", condition=~Q(merged_into=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Event(models.Model):
    """One dated fact about a letter. Rows are only ever added."""

    # The constraint below begins with the letter and serves as its index.
    letter = models.ForeignKey(Letter, models.PROTECT, db_index=False, related_name="events")
    position = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=18, choices=[(t.value, t.value) for t in rule.EventType])
    on = models.DateField(_("on"))
    details = models.JSONField(default=dict)
    entered_at = models.DateTimeField(_("entered at"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = pgettext_lazy("letter", "event")
        verbose_name_plural = pgettext_lazy("letter", "events")
        ordering = ["position"]
        constraints = [
            # Two clerks who act at once: the second finds the place taken.
            models.UniqueConstraint("letter", "position", name="letter_event_one_at_a_position")
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.on.isoformat()}"


class Notice(models.Model):
    """An e-mail about a letter, from the step that it tells of until it has gone.

    It holds no address: `about` is a step with its place, or a due day, and tells whom to write to.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, db_index=False, related_name="notices")
    about = models.CharField(max_length=30)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    # When it went, or turned out to be for nobody.
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(done_at=None), name="letter_notice_waiting"
            )
        ]
        constraints = [
            models.UniqueConstraint("letter", "about", name="letter_notice_once_a_matter")
        ]

    def __str__(self) -> str:
        return self.about


class Assistance(models.Model):
    """A unit that works on a letter beside the one that leads."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="beside")
    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("letter", "body", name="co_handler_once")]

    def __str__(self) -> str:
        return str(self.body)


class Attachment(models.Model):
    """A file that a writer sent, sealed on disk and named there by its own key only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="attachments")
    sealed_key = models.BinaryField()
    name = models.BinaryField()
    media_type = models.CharField(max_length=80)
    size_bytes = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return str(self.id)


class Release(models.Model):
    """What the public may read of a letter: masked by a clerk, with the writer's consent.

    The texts are copies of their own: what is added to the letter later is not public by itself.
    """

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="release")
    # As they were on that day; the board's lists have an index of each.
    body = models.ForeignKey("bodies.Body", models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(pgettext_lazy("letter", "kind"), max_length=10, choices=Kind.choices)
    key = models.SlugField(max_length=12, unique=True, editable=False)
    title = models.CharField(pgettext_lazy("letter", "title"), max_length=200)
    text = models.TextField(pgettext_lazy("letter", "text"))
    reply = models.TextField(pgettext_lazy("letter", "reply"))
    released_on = models.DateField(_("released on"))
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-released_on", "-pk"]
        indexes = [
            models.Index(
                fields=["-released_on", "-id"],
                condition=Q(withdrawn_at=None),
                name="release_on_board",
            ),
            models.Index(
                fields=["body", "-released_on", "-id"],
                condition=Q(withdrawn_at=None),
                name="release_of_body",
            ),
            models.Index(
                fields=["kind", "-released_on", "-id"],
                condition=Q(withdrawn_at=None),
                name="release_of_kind",
            ),
            models.Index(
                fields=["body", "kind", "-released_on", "-id"],
                condition=Q(withdrawn_at=None),
                name="release_of_body_and_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.title
