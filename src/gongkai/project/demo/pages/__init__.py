"""The prose of the demo county's site in both languages, as frozen values."""

from dataclasses import dataclass
from datetime import date

from gongkai.project.demo.tables import table

CHECKED_ON = date(2026, 11, 2)


@dataclass(frozen=True, slots=True)
class DemoPage:
    """A prose page; `section` is guide or about."""

    slug: str
    section: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    body: str
    body_en: str
    checked_on: date = CHECKED_ON


@dataclass(frozen=True, slots=True)
class DemoAsked:
    """One of the ten things most asked for: words to search, or an address on the site."""

    label: str
    label_en: str
    query: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class DemoTopic:
    """A topic page and the words its documents are gathered by."""

    slug: str
    title: str
    title_en: str
    words: str
    intro: str
    intro_en: str


@dataclass(frozen=True, slots=True)
class DemoHome:
    """The words of the home page."""

    title: str
    title_en: str
    lead: str
    lead_en: str


def prose() -> tuple[DemoPage, ...]:
    """Return the guides and the pages about the site."""
    rows = [*table("pages/guides")["page"], *table("pages/about")["page"]]
    return tuple(DemoPage(**{name: value.strip() for name, value in row.items()}) for row in rows)


def home() -> DemoHome:
    """Return the words of the home page."""
    return DemoHome(**table("pages/home")["home"])


def asked() -> tuple[DemoAsked, ...]:
    """Return the ten things most asked for."""
    return tuple(DemoAsked(**row) for row in table("pages/home")["asked"])


def topics() -> tuple[DemoTopic, ...]:
    """Return the topic pages."""
    return tuple(DemoTopic(**row) for row in table("pages/home")["topic"])
