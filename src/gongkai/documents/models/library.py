"""What may be stored of a document: what is public now, every revision, files and relations."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.bodies.models import Body, User
from gongkai.documents.rules.attribute import mark
from gongkai.documents.rules.validity import Validity, validity_on

KEY_LENGTH = 10


class Kind(models.TextChoices):
    """What sort of text a document is (体裁)."""

    NORMATIVE = "normative", _("Normative document")
    POLICY = "policy", _("Policy document")
    INTERPRETATION = "interpretation", _("Policy interpretation")
    PLAN = "plan", _("Plan")
    STATISTICS = "statistics", _("Statistics")
    BUDGET = "budget", _("Budget and accounts")
    ANNOUNCEMENT = "announcement", _("Announcement")
    LICENCE = "licence", _("Licensing result")
    PENALTY = "penalty", _("Penalty decision")
    PROCUREMENT = "procurement", _("Procurement")
    PERSONNEL = "personnel", _("Personnel")
    EMERGENCY = "emergency", _("Emergency plan")
    MEETING = "meeting", _("Government meeting")
    PROPOSAL = "proposal", _("Reply to a proposal")
    PROJECT = "project", _("Major project")
    WORK_REPORT = "work_report", _("Government work report")
    ANNUAL_REPORT = "annual_report", _("Annual report on openness")
    GUIDE = "guide", _("Service guide")
    NEWS = "news", _("News")
    OTHER = "other", _("Other")


class Standing(models.TextChoices):
    """What has been decided about a document's force; dates decide the rest (有效性)."""

    IN_FORCE = "in_force", _("In force")
    AMENDED = "amended", _("Amended")
    PARTLY = "partly", _("Partly invalid")
    REPEALED = "repealed", _("Repealed")
    LAPSED = "lapsed", _("Lapsed")


class FormChoice(models.TextChoices):
    """How an interpretation is told (解读形式)."""

    TEXT = "text", _("Text")
    QUESTIONS = "questions", _("Questions and answers")
    PICTURE = "picture", _("One picture")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Audio")
    EXPERT = "expert", _("By an expert")
    OFFICIAL = "official", _("By the responsible official")
    PRESS = "press", _("Press conference")
    INTERVIEW = "interview", _("Interview")


class AttributeChoice(models.TextChoices):
    """Whom a document is for (公开属性); values of `rules.attribute.Attribute`."""

    OPEN = "open", _("Disclosed on our own initiative")
    ON_REQUEST = "on_request", _("Disclosed on application")
    CLOSED = "closed", _("Not disclosed")


class GroundChoice(models.TextChoices):
    """Why a document is not disclosed; values of `rules.attribute.Ground`."""

    STATE_SECRET = "state_secret", _("State secret (Art. 14)")
    FORBIDDEN_BY_LAW = "forbidden_by_law", _("Forbidden by law or regulation (Art. 14)")
    SAFETY = "safety", _("Endangers security or stability (Art. 14)")
    THIRD_PARTY = "third_party", _("Harms a third party (Art. 15)")
    INTERNAL_AFFAIRS = "internal_affairs", _("Internal affairs (Art. 16)")
    PROCESS = "process", _("Information of a process (Art. 16)")
    ENFORCEMENT_FILE = "enforcement_file", _("Enforcement file (Art. 16)")
    NOT_OF_WIDE_CONCERN = "not_of_wide_concern", _("Not of wide concern (Art. 19)")


class State(models.TextChoices):
    """Where a document stands between drafting and withdrawal."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class WithdrawalReason(models.TextChoices):
    """Why a published document was taken back (撤回原因)."""

    RECALLED = "recalled", _("Recalled by the issuer")
    LAPSED = "lapsed", _("No longer in force")
    SECRET = "secret", _("Should not have been disclosed")
    PERSONAL = "personal", _("Contained personal information")
    MISTAKE = "mistake", _("Published by mistake")


class Content(models.Model):
    """The fields that a revision fixes (政策文件库字段, see docs/reference/document-fields.md)."""

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.POLICY)
    index_number = models.CharField(_("index number"), max_length=80, blank=True)
    topic = models.CharField(_("topic"), max_length=120, blank=True)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    document_number = models.CharField(_("document number"), max_length=120, blank=True)
    made_on = models.DateField(_("made on"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    expires_on = models.DateField(_("in force until"), null=True, blank=True)
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing.choices, default=Standing.IN_FORCE
    )
    attribute = models.CharField(
        _("openness attribute"),
        max_length=10,
        choices=AttributeChoice.choices,
        blank=True,
        help_text=_("Decided by the drafter before anything else."),
    )
    ground = models.CharField(_("ground"), max_length=20, choices=GroundChoice.choices, blank=True)
    attribute_reason = models.CharField(_("reason for not disclosing"), max_length=300, blank=True)
    keywords = models.CharField(_("keywords"), max_length=200, blank=True)
    group_category = models.CharField(_("category"), max_length=120, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = models.TextField(_("text"), blank=True)
    form = models.CharField(
        _("form of the interpretation"), max_length=10, choices=FormChoice.choices, blank=True
    )
    transcript = models.TextField(_("transcript"), blank=True)
    # Key facts of an interpretation: [{"part", "words"}], parts as in `rules.sheet.Part`.
    key_facts = models.JSONField(default=list, blank=True, editable=False)
    source_url = models.URLField(_("source address"), max_length=500, blank=True)
    source_name = models.CharField(
        _("reposted from"),
        max_length=120,
        blank=True,
        help_text=_("Only for a repost: the organ whose text this is."),
    )
    source_published_on = models.DateField(_("published there on"), null=True, blank=True)
    # What hangs on the revision: [{"digest", "name", "size", "media_type"}], in order.
    attachments = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def mark(self) -> str:
        """The openness mark to print below the text, empty where it stands there already."""
        return mark(self.attribute, self.body)

    def validity(self, today: date) -> Validity:
        """Return the force of the text on a day."""
        return validity_on(
            today,
            standing=self.standing,
            effective_on=self.effective_on,
            expires_on=self.expires_on,
        )


CONTENT_FIELDS = tuple(field.name for field in Content._meta.fields)


class DocumentQuerySet(models.QuerySet["Document"]):
    def published(self) -> "DocumentQuerySet":
        """Return what the public may read."""
        return self.filter(state=State.PUBLISHED)

    def due(self, now: object) -> "DocumentQuerySet":
        """Return what is scheduled for an instant that has come."""
        return self.filter(state=State.SCHEDULED, publish_at__lte=now)


class Document(Content):
    """A document from its first draft on, at one address that never changes.

    The content columns hold what the public reads: once published, they equal
    `public_revision`; before that, the newest revision. Only `actions` writes them;
    `check_documents` proves the equality.
    """

    key = models.CharField(_("permanent key"), max_length=KEY_LENGTH, unique=True, editable=False)
    owner = models.ForeignKey(
        Body, models.PROTECT, related_name="documents", verbose_name=_("body")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    revision = models.ForeignKey(
        "Revision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    public_revision = models.ForeignKey(
        "Revision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    publish_at = models.DateTimeField(_("publish at"), null=True, editable=False)
    published_at = models.DateTimeField(_("first public at"), null=True, editable=False)
    changed_at = models.DateTimeField(_("public text changed at"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawal_reason = models.CharField(
        _("reason for withdrawal"),
        max_length=10,
        choices=WithdrawalReason.choices,
        blank=True,
        editable=False,
    )
    withdrawal_note = models.CharField(
        _("explanation of the withdrawal"), max_length=300, blank=True, editable=False
    )
    backfilled = models.BooleanField(_("back-filled"), default=False, editable=False)
    source_path = models.CharField(max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-published_on", "-pk"]
        indexes = [
            models.Index(fields=["state", "-published_on", "-id"], name="document_newest"),
            models.Index(
                fields=["owner", "state", "-published_on", "-id"], name="document_newest_of_body"
            ),
            models.Index(
                fields=["state", "kind", "-published_on", "-id"], name="document_newest_of_kind"
            ),
            models.Index(fields=["state", "publish_at"], name="document_due"),
            models.Index(fields=["owner", "index_number"], name="document_index_number"),
        ]
        constraints = [
            models.UniqueConstraint(
                "owner", "source_path", name="document_once_a_source", condition=~Q(source_path="")
            ),
            models.CheckConstraint(
                name="document_public_has_a_revision",
                condition=~Q(state="published")
                | (Q(public_revision__isnull=False) & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="document_withdrawn_has_a_reason",
                condition=~Q(state="withdrawn")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
            ),
            models.CheckConstraint(
                name="document_scheduled_has_an_instant",
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.key])

    @property
    def has_pending_revision(self) -> bool:
        """Whether somebody has edited since the public saw it."""
        return self.revision_id != self.public_revision_id


class Revision(models.Model):
    """One saved version of a document, never changed afterwards.

    `content` maps each name of CONTENT_FIELDS to a JSON value (dates in ISO form);
    `digest` is the SHA-256 of its canonical form, so an approval can name exactly this text.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="revisions", verbose_name=_("author")
    )
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint("document", "number", name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.content.get('title', '')} ({self.number})"


class Relation(models.Model):
    """What one document does to another (文件关系); shown on both pages."""

    class Kind(models.TextChoices):
        INTERPRETS = "interprets", _("Interprets")
        AMENDS = "amends", _("Amends")
        REPEALS = "repeals", _("Repeals")
        REPLACES = "replaces", _("Replaces")
        SUSPENDS = "suspends", _("Suspends")
        EXTENDS = "extends", _("Extends the validity of")
        FORWARDS = "forwards", _("Forwards")
        RELATED = "related", _("Related to")

    document = models.ForeignKey(Document, models.CASCADE, related_name="relations")
    other = models.ForeignKey(Document, models.CASCADE, related_name="back_relations")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("document", "other", "kind", name="relation_once"),
            models.CheckConstraint(
                name="relation_not_of_itself", condition=~Q(document=F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.get_kind_display()} {self.other}"


class File(models.Model):
    """The bytes of an attachment, kept once under their SHA-256 digest, with the text in them."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(max_length=100)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.digest
