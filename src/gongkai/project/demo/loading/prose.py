"""The site's face and its prose pages, as Wagtail keeps them."""

from wagtail.models import Page, Site

from gongkai.bodies.models import Body
from gongkai.portal.models import Asked, HomePage, ProsePage, SiteFace, TopicPage
from gongkai.project.demo import county, pages

HOME_SLUG = "yunhe"


def load_pages() -> int:
    """Write the face and the pages that are missing; return how many were."""
    made = _load_face()
    home = HomePage.objects.first()
    if home is None:
        home = _make_home()
        made += 1
    slugs = set(home.get_children().values_list("slug", flat=True))
    for text in pages.prose():
        if text.slug not in slugs:
            home.add_child(instance=_prose(text))
            made += 1
    for topic in pages.topics():
        if topic.slug not in slugs:
            home.add_child(instance=_topic(topic))
            made += 1
    return made


def _load_face() -> int:
    marks = county.site()
    _face, new = SiteFace.objects.get_or_create(
        body=Body.objects.get(code="county"),
        defaults={
            "site_code": marks.site_code,
            "icp": marks.icp,
            "police_code": marks.police_code,
            "sponsor": marks.sponsor,
            "sponsor_en": marks.sponsor_en,
            "phone": marks.phone,
            "email": marks.email,
        },
    )
    return int(new)


def _make_home() -> HomePage:
    words = pages.home()
    root = Page.get_first_root_node()
    home = HomePage(
        slug=HOME_SLUG,
        title=words.title,
        title_en=words.title_en,
        lead=words.lead,
        lead_en=words.lead_en,
        locale_id=root.locale_id,
    )
    home.asked = [
        Asked(
            label=item.label,
            label_en=item.label_en,
            query=item.query,
            path=item.path,
            sort_order=place,
        )
        for place, item in enumerate(pages.asked())
    ]
    root.add_child(instance=home)
    Site.objects.filter(is_default_site=True).update(root_page=home)
    return home


def _prose(text: pages.DemoPage) -> ProsePage:
    return ProsePage(
        slug=text.slug,
        section=text.section,
        title=text.title,
        title_en=text.title_en,
        summary=text.summary,
        summary_en=text.summary_en,
        body=text.body,
        body_en=text.body_en,
        checked_on=text.checked_on,
    )


def _topic(topic: pages.DemoTopic) -> TopicPage:
    return TopicPage(
        slug=topic.slug,
        title=topic.title,
        title_en=topic.title_en,
        words=topic.words,
        intro=topic.intro,
        intro_en=topic.intro_en,
    )
