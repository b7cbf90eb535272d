"""What may be stored of reviews: the walks of a revision and the signatures on them.

These are models of the app (imported by `models`); they stand apart because a document can be read
without knowing them.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.bodies.models import User


class StepChoice(models.TextChoices):
    """One signature of the road, in order; values of `rules.review.Step`."""

    SECRECY = "secrecy", _("Secrecy review")
    FIRST = "first", _("First review")
    SECOND = "second", _("Second review")
    FINAL = "final", _("Final review and signature")


class Review(models.Model):
    """One walk of exactly one revision along the road of review, from submission to its end.

    A walk ends passed, returned, recalled or reset (somebody saved a newer revision). Only a
    passed walk lets its revision become public; it is spent by that.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("Under review")
        PASSED = "passed", _("Passed")
        RETURNED = "returned", _("Returned")
        RECALLED = "recalled", _("Recalled")
        RESET = "reset", _("Reset by a newer revision")
        SPENT = "spent", _("Published")

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="reviews")
    revision = models.ForeignKey("documents.Revision", models.CASCADE, related_name="reviews")
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.RUNNING)
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("submitted at"))
    # What the content scan found at submission: [{"code", "severity", "place", "excerpt",
    # "answer", "answered_by"}]; a blocking finding needs an answer before the secrecy signature.
    findings = models.JSONField(default=list)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed at"), null=True)
    remarks = models.CharField(_("remarks"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "document",
                name="review_one_at_a_time",
                condition=Q(state__in=["running", "passed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} · {self.get_state_display()}"


class Turn(models.Model):
    """Whose turn a step of a review is, until when, and who handed it on."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="turns")
    step = models.CharField(_("step"), max_length=8, choices=StepChoice.choices)
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    due_on = models.DateField(_("due on"), null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("review", "step", name="turn_once_a_step")]

    def __str__(self) -> str:
        return f"{self.review} · {self.get_step_display()}"


class Signature(models.Model):
    """One person's signature under one step, for exactly the revision of the review."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="signatures")
    step = models.CharField(_("step"), max_length=8, choices=StepChoice.choices)
    signer = models.ForeignKey(User, models.PROTECT, related_name="signatures")
    digest = models.CharField(max_length=64)
    checked = models.JSONField(default=list)
    proofread = models.BooleanField(_("proof-read"), default=False)
    remarks = models.CharField(_("remarks"), max_length=500, blank=True)
    signed_at = models.DateTimeField(_("signed at"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint("review", "step", name="signature_once_a_step"),
            models.UniqueConstraint("review", "signer", name="signature_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.signer} · {self.get_step_display()}"


class Conversion(models.Model):
    """A change of a document's openness attribute after it was first fixed (属性转换)."""

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="conversions")
    before = models.CharField(max_length=10)
    after = models.CharField(max_length=10)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
