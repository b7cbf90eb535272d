"""What may be stored of the log: its events, where its tree stands, and who cosigned it last."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.ledger.rules.chain import Chain, Step, follow
from gongkai.ledger.rules.leaf import Approver, Kind, Leaf, Reason


class EventKind(models.TextChoices):
    """What happened; the values are those of the leaf's format."""

    PUBLISH = Kind.PUBLISH.value, pgettext_lazy("event", "Published")
    REVISE = Kind.REVISE.value, _("Revised")
    WITHDRAW = Kind.WITHDRAW.value, pgettext_lazy("event", "Withdrawn")
    RESTORE = Kind.RESTORE.value, _("Restored")
    IMPORT = Kind.IMPORT.value, _("Entered later")
    SNAPSHOT = Kind.SNAPSHOT.value, _("Daily list")
    DRAW_PLAN = Kind.DRAW_PLAN.value, _("Draw planned")
    DRAW_RESULT = Kind.DRAW_RESULT.value, _("Draw held")
    DRAW_VOID = Kind.DRAW_VOID.value, _("Draw void")
    KEY_ROTATE = Kind.KEY_ROTATE.value, _("Key replaced")
    ERASE = Kind.ERASE.value, _("Erased")


class EventReason(models.TextChoices):
    """Why something was withdrawn or erased."""

    RECALLED = Reason.RECALLED.value, _("Recalled")
    LAPSED = Reason.LAPSED.value, _("No longer in force")
    CLASSIFIED = Reason.CLASSIFIED.value, _("State secret")
    PERSONAL = Reason.PERSONAL.value, _("Personal information")
    MISTAKE = Reason.MISTAKE.value, _("Mistake")


class EventApprover(models.TextChoices):
    """In which role somebody answered for it."""

    LEADER = Approver.LEADER.value, _("Leader in charge")
    OPENNESS = Approver.OPENNESS.value, _("Openness office")
    SECRECY = Approver.SECRECY.value, _("Secrecy reviewer")
    REVIEWER = Approver.REVIEWER.value, _("Reviewer")


class EventQuerySet(models.QuerySet["Event"]):
    def pending(self) -> "EventQuerySet":
        """Return the events that are not in a signed checkpoint yet."""
        return self.filter(logged_at=None)

    def logged(self) -> "EventQuerySet":
        """Return the events that are in a signed checkpoint."""
        return self.exclude(logged_at=None)

    def history(self, doc: str) -> "EventQuerySet":
        """Return everything that happened to one subject, in order."""
        return self.filter(doc=doc).order_by("step")


class Event(models.Model):
    """One change of what the public may read, from its proposal to its leaf in the log.

    `step` counts the events of one subject from 0; being unique, it makes a fork of a subject's
    history impossible. `index`, `prev_index` and `stamped_at` are set together by the sequencer,
    `logged_at` when the leaf is in a signed checkpoint. `enclosure` holds the manifest's bytes
    until they are a file of the log.
    """

    kind = models.CharField(_("event"), max_length=12, choices=EventKind.choices)
    doc = models.CharField(_("subject"), max_length=64)
    rev = models.PositiveIntegerField(_("revision"))
    step = models.PositiveIntegerField()
    manifest = models.CharField(max_length=71, blank=True)
    claimed_on = models.DateField(_("date of publication"), null=True)
    reason = models.CharField(_("reason"), max_length=12, blank=True, choices=EventReason.choices)
    role = models.CharField(
        pgettext_lazy("event", "approved by"),
        max_length=12,
        blank=True,
        choices=EventApprover.choices,
    )
    facts = models.JSONField(default=dict)
    enclosure = models.BinaryField(null=True)
    proposed_at = models.DateTimeField(_("proposed"))
    index = models.PositiveBigIntegerField(_("place in the log"), null=True, unique=True)
    prev_index = models.PositiveBigIntegerField(null=True)
    stamped_at = models.DateTimeField(null=True)
    logged_at = models.DateTimeField(_("logged"), null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("doc", "step", name="event_history_cannot_fork"),
            models.CheckConstraint(
                name="event_stamped_with_its_index",
                condition=Q(index=None, stamped_at=None)
                | Q(index__isnull=False, stamped_at__isnull=False),
            ),
            models.CheckConstraint(
                name="event_logged_after_its_index",
                condition=Q(logged_at=None) | Q(index__isnull=False),
            ),
            models.CheckConstraint(
                name="event_follows_a_smaller_index",
                condition=Q(prev_index=None) | Q(prev_index__lt=F("index")),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(logged_at=None), name="event_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.doc}/{self.rev}"

    @property
    def leaf(self) -> Leaf:
        """What the event says in the log. Only once it has an index.

        Raises:
            LeafError, ValueError: The row holds what no leaf may say.
        """
        assert self.stamped_at is not None
        return Leaf(
            kind=Kind(self.kind),
            doc=self.doc,
            rev=self.rev,
            prev=self.prev_index,
            manifest=self.manifest or None,
            claimed_date=self.claimed_on,
            reason=Reason(self.reason) if self.reason else None,
            at=self.stamped_at,
            role=Approver(self.role) if self.role else None,
            facts=self.facts,
        )

    @property
    def on(self) -> date:
        """The civil date on which it was logged, or proposed if it waits."""
        return localdate(self.stamped_at or self.proposed_at)

    def after(self, chain: Chain | None) -> Chain:
        """Return where the subject's history stands after this event.

        Raises:
            ChainError: The event cannot follow.
        """
        step = Step(
            kind=Kind(self.kind),
            rev=self.rev,
            manifest=self.manifest or None,
            claimed_date=self.claimed_on,
        )
        return follow(chain, step, self.on)


class Tree(models.Model):
    """Where the signed tree stands as the database knows it: one row, locked by the sequencer.

    `fault` is the code of the refusal that holds the log at present, empty while it runs.
    """

    size = models.PositiveBigIntegerField(default=0)
    root = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=20, blank=True)
    fault_detail = models.TextField(blank=True)
    fault_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="tree_is_one_row", condition=Q(pk=1))]

    def __str__(self) -> str:
        return f"{self.size} {self.root[:12]}"


class Cosigner(models.Model):
    """A witness of the log: the size it cosigned last, when, and what went wrong since.

    Who is a witness stands in the policy file, not here: whoever can write to the database must
    not be able to choose the witnesses.
    """

    class Fault(models.TextChoices):
        UNREACHABLE = "unreachable", _("Does not answer")
        REFUSED = "refused", _("Refuses to cosign")
        INVALID = "invalid", _("Answers with a bad signature")
        CLOCK = "clock", _("Its clock contradicts ours")

    vkey = models.CharField(max_length=300, unique=True)
    size = models.PositiveBigIntegerField(default=0)
    cosigned_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=12, blank=True, choices=Fault.choices)
    fault_detail = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("witness")
        verbose_name_plural = _("witnesses")

    def __str__(self) -> str:
        return self.vkey.split("+", 1)[0]
