"""What may be stored of standard directories: areas, dated versions, their items, and guides."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai.bodies.models import Body, User
from gongkai.catalogue.rules import tiers


class Tier(models.TextChoices):
    """Whom a directory binds (三级版本); the values are those of `rules.tiers.Tier`."""

    COUNTY = tiers.Tier.COUNTY.value, _("County departments")
    TOWNSHIP = tiers.Tier.TOWNSHIP.value, _("Townships")
    SUBDISTRICT = tiers.Tier.SUBDISTRICT.value, _("Subdistricts")


class AreaQuerySet(models.QuerySet["Area"]):
    def national(self) -> "AreaQuerySet":
        """Return the areas that the State Council's office named (国办发〔2019〕54号)."""
        return self.filter(number__isnull=False)


class Area(models.Model):
    """A field of openness (领域): one of the twenty-six, or one that a county added."""

    number = models.PositiveSmallIntegerField(
        _("number of the area"), unique=True, null=True, blank=True
    )
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    ministry = models.CharField(_("owning ministry"), max_length=60, blank=True)
    ministry_en = models.CharField(_("owning ministry in English"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("position in lists"), default=100)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["position", "code"]
        constraints = [
            # /catalogue/directory/ is an address of its own.
            models.CheckConstraint(name="area_code_not_reserved", condition=~Q(code="directory")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue:area", args=[self.code])

    @property
    def shown_name(self) -> str:
        """The name in the reader's language; Chinese where no English one is known."""
        return (in_english() and self.name_en) or self.name

    @property
    def shown_ministry(self) -> str:
        """The owning ministry in the reader's language."""
        return (in_english() and self.ministry_en) or self.ministry


class DirectoryQuerySet(models.QuerySet["Directory"]):
    def published(self) -> "DirectoryQuerySet":
        """Return the versions that the public may read."""
        return self.filter(state=Directory.State.PUBLISHED)

    def in_force(self, today: date) -> "DirectoryQuerySet":
        """Return the newest published version of each body and tier that has begun."""
        newer = Directory.objects.published().filter(
            body=models.OuterRef("body"),
            tier=models.OuterRef("tier"),
            version_on__gt=models.OuterRef("version_on"),
            version_on__lte=today,
        )
        begun = self.published().filter(version_on__lte=today)
        return begun.filter(~models.Exists(newer))


class Directory(models.Model):
    """One dated version of a standard directory (标准目录): a draft, then public for good.

    A published version is never changed; what has to change is a new version.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Open to the public")

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="directories", verbose_name=_("body")
    )
    tier = models.CharField(_("made for"), max_length=12, choices=Tier.choices)
    version_on = models.DateField(_("version of"))
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("directory")
        verbose_name_plural = _("directories")
        ordering = ["body", "tier", "-version_on"]
        constraints = [
            models.UniqueConstraint(
                "body", "tier", "version_on", name="directory_once_a_day_for_a_tier"
            ),
            models.CheckConstraint(
                name="directory_published_at_when_published",
                condition=Q(state="draft", published_at=None)
                | Q(state="published", published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version_on.isoformat()})"

    def get_absolute_url(self) -> str:
        return reverse("catalogue:directory", args=[self.pk])

    @property
    def public(self) -> bool:
        """Whether this version may be read by everybody."""
        return self.state == self.State.PUBLISHED

    @property
    def shown_title(self) -> str:
        """The title in the reader's language."""
        return (in_english() and self.title_en) or self.title


class Item(models.Model):
    """One matter to be opened (公开事项), as one version of a directory prints it.

    `code` stays the same through all versions for one body and tier; `number` is what is printed.
    """

    directory = models.ForeignKey(
        Directory, models.CASCADE, related_name="items", verbose_name=_("directory")
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="items", verbose_name=_("area"))
    code = models.CharField(_("code"), max_length=60)
    position = models.PositiveIntegerField(_("position"), default=0)
    number = models.CharField(_("printed number"), max_length=20, blank=True)
    level1 = models.CharField(_("first level"), max_length=200)
    level2 = models.CharField(_("second level"), max_length=300, blank=True)
    level3 = models.CharField(_("third level"), max_length=300, blank=True)
    content = models.TextField(_("content to be opened"), blank=True)
    basis = models.TextField(_("basis for opening"), blank=True)
    time_limit = models.CharField(_("time limit"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    channels = models.JSONField(_("channels of opening"), default=list, blank=True)
    audience_all = models.BooleanField(_("for everybody"), default=False)
    audience_group = models.CharField(_("for a special group"), max_length=200, blank=True)
    active = models.BooleanField(_("opened actively"), default=False)
    on_request = models.BooleanField(_("opened on request"), default=False)
    city = models.BooleanField(_("city level"), default=False)
    county = models.BooleanField(_("county level"), default=False)
    township = models.BooleanField(_("township level"), default=False)
    village = models.BooleanField(_("village level"), default=False)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["directory", "position"]
        constraints = [
            models.UniqueConstraint("directory", "code", name="item_once_in_a_directory"),
        ]
        indexes = [models.Index("directory", "area", "position", name="item_by_area")]

    def __str__(self) -> str:
        return " / ".join(part for part in (self.level1, self.level2, self.level3) if part)


class GuideEdition(models.Model):
    """One issue of a body's openness guide (政府信息公开指南, art. 12), from the day it came out.

    A new one is issued when what the guide says has changed; `digest` says whether it has.
    """

    body = models.ForeignKey(
        Body, models.CASCADE, related_name="guide_editions", verbose_name=_("body")
    )
    number = models.PositiveIntegerField(_("edition"))
    issued_on = models.DateField(_("issued on"))
    digest = models.CharField(max_length=64)
    facts = models.JSONField(_("facts"), default=dict)

    class Meta:
        verbose_name = _("edition of a guide")
        verbose_name_plural = _("editions of guides")
        ordering = ["body", "-number"]
        constraints = [
            models.UniqueConstraint("body", "number", name="guide_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.number}"


class Power(models.Model):
    """One entry of a body's list of powers (权责清单), as the body's office keeps it."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="powers", verbose_name=_("body"))
    code = models.CharField(_("code of the power"), max_length=60)
    name = models.CharField(_("name of the power"), max_length=300)
    kind = models.CharField(_("kind of power"), max_length=40, blank=True)
    basis = models.TextField(_("legal basis of the power"), blank=True)

    class Meta:
        verbose_name = _("power")
        verbose_name_plural = _("powers")
        ordering = ["body", "code"]
        constraints = [models.UniqueConstraint("body", "code", name="power_once_in_a_body")]

    def __str__(self) -> str:
        return self.name


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def running(self, today: date) -> "ResponsibilityQuerySet":
        """Return what holds on a day: signed by then, and not ended before it."""
        return self.filter(signed_on__lte=today).filter(Q(until_on=None) | Q(until_on__gte=today))

    def unsigned(self) -> "ResponsibilityQuerySet":
        """Return what was drawn up and nobody has signed."""
        return self.filter(signed_on=None)


class Responsibility(models.Model):
    """Item × body × person: who answers for opening an item, signed with a date.

    An item is known by `keeper`, `tier` and `code` through all versions of a directory. A row
    that was signed is never rewritten: another person is another row, so past days stay true.
    """

    keeper = models.ForeignKey(Body, models.PROTECT, related_name="+")
    tier = models.CharField(_("made for"), max_length=12, choices=Tier.choices)
    item_code = models.CharField(_("code"), max_length=60)
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="responsibilities", verbose_name=_("body")
    )
    person = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("person responsible for it"),
    )
    power = models.ForeignKey(
        Power, models.SET_NULL, null=True, blank=True, verbose_name=_("power")
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["keeper", "tier", "item_code", "body"]
        indexes = [models.Index("body", "signed_on", name="responsibility_of_body")]
        constraints = [
            models.UniqueConstraint(
                "keeper",
                "tier",
                "item_code",
                "body",
                name="responsibility_one_at_a_time",
                condition=Q(until_on=None),
            ),
            models.CheckConstraint(
                name="responsibility_signed_for_a_person",
                condition=Q(signed_on=None) | Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_code}: {self.body}, {self.person or '–'}"


class Filing(models.Model):
    """A public document that opens what an item wants, by the document's permanent key.

    Documents live on a floor above, so the key is a plain string.
    """

    keeper = models.ForeignKey(Body, models.PROTECT, related_name="+")
    tier = models.CharField(max_length=12, choices=Tier.choices)
    item_code = models.CharField(max_length=60)
    body = models.ForeignKey(Body, models.PROTECT, related_name="filings")
    document_key = models.CharField(max_length=40, db_index=True)
    filed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("filing under an item")
        verbose_name_plural = _("filings under items")
        ordering = ["keeper", "tier", "item_code", "body", "document_key"]
        constraints = [
            models.UniqueConstraint(
                "keeper", "tier", "item_code", "body", "document_key", name="filing_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_code}: {self.document_key}"


def in_english() -> bool:
    """Say whether the page is being written in English."""
    return (get_language() or "").startswith("en")
