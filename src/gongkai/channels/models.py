"""What may be stored of new-media accounts: the register, posts, messages, changes and trials."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.bodies.models import Body
from gongkai.channels.rules import standing


class Platform(models.TextChoices):
    """Where an account lives (新媒体平台)."""

    WECHAT = "wechat", _("WeChat official account")
    WECHAT_VIDEO = "wechat_video", _("WeChat video account")
    WEIBO = "weibo", _("Weibo")
    DOUYIN = "douyin", _("Douyin")
    KUAISHOU = "kuaishou", _("Kuaishou")
    TOUTIAO = "toutiao", _("Toutiao")
    BILIBILI = "bilibili", _("Bilibili")
    APP = "app", _("Mobile app")
    MINI_PROGRAM = "mini", _("Mini program")
    OTHER = "other", _("Other platform")


APPS = (Platform.APP, Platform.MINI_PROGRAM)


class State(models.TextChoices):
    """Whether it is in use; the values are those of `rules.standing.State`."""

    OPEN = "open", pgettext_lazy("account", "In use")
    MERGING = "merging", pgettext_lazy("account", "Being merged")
    CLOSED = "closed", pgettext_lazy("account", "Closed down")


class Account(models.Model):
    """An account that speaks for a body (政务新媒体账号)."""

    platform = models.CharField(_("platform"), max_length=12, choices=Platform.choices)
    name = models.CharField(_("account name"), max_length=80)
    handle = models.CharField(_("account number"), max_length=80)
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="accounts", verbose_name=_("sponsoring body")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who runs it"),
    )  # fmt: skip
    address = models.URLField(
        _("address of the account"), max_length=500, blank=True,
        help_text=_("Shown to the public as a link and a QR code."),
    )  # fmt: skip
    feed = models.URLField(
        _("address of its feed"), max_length=500, blank=True,
        help_text=_("Atom, RSS or JSON Feed; read once a day."),
    )  # fmt: skip
    interactive = models.BooleanField(
        _("readers can write to it"), default=True,
        help_text=_("Comments, messages or a form that somebody reads; without them it fails N3."),
    )  # fmt: skip
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed down on"), null=True, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.OPEN, editable=False
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="absorbed",
        verbose_name=_("merged into"),
    )  # fmt: skip
    feed_fault = models.CharField(max_length=300, blank=True, editable=False)
    feed_read_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("new-media account")
        verbose_name_plural = _("new-media accounts")
        ordering = ["body__path", "platform", "name"]
        constraints = [
            models.UniqueConstraint("platform", "handle", name="account_once_on_a_platform"),
            models.CheckConstraint(
                name="account_closed_has_its_day",
                condition=Q(state="closed", closed_on__isnull=False)
                | Q(~Q(state="closed"), closed_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_platform_display()} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("channels_desk:account", args=[self.pk])


class Post(models.Model):
    """One update of an account."""

    class Source(models.TextChoices):
        FEED = "feed", _("from the feed")
        TABLE = "table", _("from a table")
        HAND = "hand", _("by hand")

    account = models.ForeignKey(Account, models.CASCADE, related_name="posts")
    key = models.CharField(max_length=500, editable=False)
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)
    at = models.DateTimeField(_("posted at"))
    source = models.CharField(max_length=5, choices=Source.choices, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = pgettext_lazy("new media", "post")
        verbose_name_plural = _("posts")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["account", "-at"], name="post_newest")]
        constraints = [models.UniqueConstraint("account", "key", name="post_once")]

    def __str__(self) -> str:
        return self.title


class Message(models.Model):
    """A valid message that somebody left under an account; who wrote it is not kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="messages")
    received_on = models.DateField(_("received on"))
    summary = models.CharField(
        _("what it asks"), max_length=200, help_text=_("Without names and numbers of people.")
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.CharField(_("the answer in short"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="message_answered_after_it_came",
                condition=Q(answered_on=None) | Q(answered_on__gte=models.F("received_on")),
            )
        ]

    def __str__(self) -> str:
        return self.summary


class Change(models.Model):
    """A merger or closure: proposed by one person, decided by another."""

    class Kind(models.TextChoices):
        CLOSE = "close", _("Close down")
        MERGE = "merge", _("Merge into another account")

    account = models.ForeignKey(Account, models.CASCADE, related_name="changes")
    kind = models.CharField(_("change"), max_length=5, choices=Kind.choices)
    into = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("account that goes on"),
    )  # fmt: skip
    reason = models.CharField(_("reason"), max_length=300)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("change of an account")
        verbose_name_plural = _("changes of accounts")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "account", name="change_one_at_a_time", condition=Q(decided_at=None)
            ),
            models.CheckConstraint(
                name="change_decided_by_somebody_else",
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.account_id}"


class Trial(models.Model):
    """Somebody tried to download and use an app."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="trials")
    on = models.DateField(_("tried on"))
    works = models.BooleanField(_("could be downloaded and used"))
    note = models.CharField(pgettext_lazy("new media", "what happened"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("trial of an app")
        verbose_name_plural = _("trials of apps")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.account_id} {self.on}"


def seen(
    account: Account,
    *,
    last_post_on: date | None,
    oldest_message_on: date | None,
    works: bool | None,
) -> standing.Seen:
    """Return what the rules look at."""
    return standing.Seen(
        state=standing.State(account.state),
        interactive=account.interactive,
        opened_on=account.opened_on,
        last_post_on=last_post_on,
        oldest_message_on=oldest_message_on,
        works=works if account.platform in APPS else None,
    )
