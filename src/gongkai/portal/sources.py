"""The guides and topics of the portal as entries of the search index."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from wagtail.signals import page_published, page_unpublished

from gongkai.documents.rules.prose import plain
from gongkai.portal import faces
from gongkai.portal.models import ProsePage, TopicPage
from gongkai.search import actions
from gongkai.search.rules.entry import Entry

PAGES = "pages"
KIND = "page"


class PublicPages:
    """The pages that editors have published, by page number."""

    name = PAGES

    def keys(self) -> Iterator[str]:
        for model in (ProsePage, TopicPage):
            rows = model.objects.live().order_by("pk")
            yield from (str(pk) for pk in rows.values_list("pk", flat=True))

    def load(self, keys: Sequence[str]) -> Iterator[Entry]:
        numbers = [int(key) for key in keys if key.isdecimal()]
        for page in ProsePage.objects.live().filter(pk__in=numbers):
            place = "guides" if page.section == ProsePage.Section.GUIDE else "about"
            words = f"{page.summary}\n{page.body}\n{page.title_en}\n{page.body_en}"
            yield entry(page, f"/{place}/{page.slug}/", words)
        for page in TopicPage.objects.live().filter(pk__in=numbers):
            words = f"{page.intro}\n{page.title_en}\n{page.intro_en}"
            yield entry(page, f"/topics/{page.slug}/", words)


def entry(page: Any, url: str, words: str) -> Entry:
    """Return a page of prose as the index takes it; it belongs to the main site's body."""
    face = faces.current().main
    published = page.last_published_at
    return Entry(
        key=str(page.pk),
        source=PAGES,
        kind=KIND,
        title=page.title,
        text=plain(words),
        url=url,
        body_code=face.code,
        body_name=face.name_zh,
        body_path=face.path,
        published_on=localdate(published) if published else None,
    )


def touched(sender: type, instance: Any, **_: Any) -> None:
    """Note that a page became public or stopped being so."""
    transaction.on_commit(partial(actions.touch, PAGES, [str(instance.pk)]))


def connect() -> None:
    """Listen to what editors publish; called once when the apps are ready."""
    for model in (ProsePage, TopicPage):
        for signal in (page_published, page_unpublished):
            signal.connect(touched, sender=model, dispatch_uid="index_pages")
