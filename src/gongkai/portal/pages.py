"""Prose that editors keep as Wagtail pages: the home page, guides and topic landings.

Records are not pages; a topic page gathers its documents through the search index. Each text has
its English beside its Chinese in the same page, so that one editor sees what is missing.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from gongkai.portal.language import in_english, spoken

RICH = ["h2", "h3", "bold", "ol", "ul", "link", "hr", "blockquote"]
ASKED_MAX = 10


_shows: list[Callable[[HttpRequest, Any], HttpResponse]] = []


def shown_by(show: Callable[[HttpRequest, Any], HttpResponse]) -> None:
    """Say which view shows a page of any kind: views read these models, never the other way."""
    _shows[:] = [show]


class Placed:
    """A page whose address our own views answer, so that it never changes with the page tree."""

    address_name: ClassVar[str]
    template_name: ClassVar[str]

    def address(self) -> list[str]:
        """Return the arguments of the address."""
        return [self.slug]  # type: ignore[attr-defined]

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, str, str] | None:
        parts = super().get_url_parts(request=request)  # type: ignore[misc]
        if parts is None:
            return None
        return parts[0], settings.GONGKAI_BASE_URL, self.get_absolute_url()

    def get_absolute_url(self) -> str:
        return reverse(self.address_name, args=self.address())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; previews in the editor come this way too."""
        (show,) = _shows
        return show(request, self)


class HomePage(Placed, Page):
    """The words of the home page; its lists and figures come from the records."""

    address_name = "portal:home"
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    lead = models.CharField(_("line under the title"), max_length=120, blank=True)
    lead_en = models.CharField(_("line under the title in English"), max_length=200, blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.ProsePage", "portal.TopicPage"]
    max_count = 1
    content_panels = [
        *Page.content_panels,
        FieldPanel("title_en"),
        FieldPanel("lead"),
        FieldPanel("lead_en"),
        InlinePanel("asked", heading=_("most asked"), max_num=ASKED_MAX),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def address(self) -> list[str]:
        return []

    @property
    def shown_title(self) -> str:
        return spoken(self.title, self.title_en)

    @property
    def shown_lead(self) -> str:
        return self.lead_en if in_english() else self.lead


class Asked(Orderable):
    """One of the ten things most asked for: words to search, or an address on this site."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="asked")
    label = models.CharField(_("label"), max_length=24)
    label_en = models.CharField(_("label in English"), max_length=40, blank=True)
    query = models.CharField(_("words to search"), max_length=60, blank=True)
    path = models.CharField(
        _("address on this site"),
        max_length=200,
        blank=True,
        help_text=_("Such as /guides/request/; empty to search for the words instead."),
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("label_en"),
        FieldPanel("query"),
        FieldPanel("path"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("most asked")
        verbose_name_plural = _("most asked")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.path and (not self.path.startswith("/") or self.path.startswith("//")):
            raise ValidationError({"path": _("Begin with one slash: an address on this site.")})

    @property
    def shown_label(self) -> str:
        return spoken(self.label, self.label_en)


class ProsePage(Placed, Page):
    """A text for citizens: how to get something done, or what this site is."""

    class Section(models.TextChoices):
        GUIDE = "guide", _("Guides")
        ABOUT = "about", _("About this site")

    section = models.CharField(
        _("section"), max_length=8, choices=Section.choices, default=Section.GUIDE
    )
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    summary_en = models.CharField(_("summary in English"), max_length=300, blank=True)
    body = RichTextField(_("text"), features=RICH, blank=True)
    body_en = RichTextField(_("text in English"), features=RICH, blank=True)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)

    parent_page_types = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        FieldPanel("section"),
        MultiFieldPanel(
            [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")],
            heading=_("Chinese"),
        ),
        MultiFieldPanel(
            [FieldPanel("title_en"), FieldPanel("summary_en"), FieldPanel("body_en")],
            heading=_("English"),
        ),
        FieldPanel("checked_on"),
    ]

    class Meta:
        verbose_name = _("prose page")
        verbose_name_plural = _("prose pages")

    @property
    def address_name(self) -> str:  # type: ignore[override]
        return "portal:guide" if self.section == self.Section.GUIDE else "portal:about"

    @property
    def translated(self) -> bool:
        """Whether the reader's language has a text of its own."""
        return bool(self.body_en) if in_english() else True

    @property
    def shown_title(self) -> str:
        return spoken(self.title, self.title_en)

    @property
    def shown_summary(self) -> str:
        return spoken(self.summary, self.summary_en)

    @property
    def shown_body(self) -> str:
        return spoken(self.body, self.body_en)


class TopicPage(Placed, Page):
    """A topic (专题): some words of introduction, then the documents that answer its words."""

    address_name = "portal:topic"
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    intro = RichTextField(_("introduction"), features=RICH, blank=True)
    intro_en = RichTextField(_("introduction in English"), features=RICH, blank=True)
    words = models.CharField(
        _("words to gather by"),
        max_length=200,
        blank=True,
        help_text=_("Documents with these words in their title or text are listed, newest first."),
    )

    parent_page_types = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("words"),
        MultiFieldPanel([FieldPanel("title_en"), FieldPanel("intro_en")], heading=_("English")),
    ]

    class Meta:
        verbose_name = _("topic page")
        verbose_name_plural = _("topic pages")

    @property
    def shown_title(self) -> str:
        return spoken(self.title, self.title_en)

    @property
    def shown_intro(self) -> str:
        return spoken(self.intro, self.intro_en)
