"""What a page states in its head: the article tags of 国办发〔2017〕47号 and their relatives."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.documents.rules.importing.blocks import Element
from gongkai.documents.rules.importing.days import read_day
from gongkai.documents.rules.importing.found import DATES, Field
from gongkai.documents.rules.importing.labels import LABELS, Strength
from gongkai.documents.rules.importing.settling import Settled, clean_text, fit
from gongkai.documents.rules.importing.spacing import squeeze

_NAMED: Mapping[str, Field] = {
    "articletitle": Field.TITLE,
    "pubdate": Field.PUBLISHED_ON,
    "publishdate": Field.PUBLISHED_ON,
    "publishtime": Field.PUBLISHED_ON,
    "article:published_time": Field.PUBLISHED_ON,
    "firstpublishedtime": Field.PUBLISHED_ON,
}
_WEAKLY_NAMED: Mapping[str, Field] = {
    "contentsource": Field.ISSUER,
    "source": Field.ISSUER,
}
_ADDRESSES = ("url", "og:url")
KEYWORDS_CHARACTERS_MAX = 60  # a longer list of keywords is the site's, not the article's


@dataclass(frozen=True, slots=True)
class Metas:
    """The named contents of the head; names in lower case."""

    contents: Mapping[str, str]
    source_url: str


def metas_of(root: Element) -> Metas:
    """Read the `<meta>` and canonical `<link>` of a page."""
    contents: dict[str, str] = {}
    for node in root.iter("meta"):
        name = squeeze(node.get("name") or node.get("property") or "").lower()
        content = (node.get("content") or "").strip()
        if name and content:
            contents.setdefault(name, content)
    addresses = [contents.get(name, "") for name in _ADDRESSES]
    web = [one for one in addresses if one.startswith(("http://", "https://")) and len(one) <= 500]
    return Metas(contents, next(iter(web), ""))


def settle_metas(settled: Settled, metas: Metas) -> None:
    """Add what the head states where the page itself states nothing."""
    for name, content in metas.contents.items():
        what = _NAMED.get(name)
        label = LABELS.get(name)
        if what is None and label is not None and label.strength is Strength.STRONG:
            what = label.field
        if what is None and name == "keywords" and "articletitle" in metas.contents:
            what = Field.KEYWORDS if len(content) <= KEYWORDS_CHARACTERS_MAX else None
        if what is not None:
            _add(settled, what, content)
        elif name in _WEAKLY_NAMED:
            settled.weak.setdefault(_WEAKLY_NAMED[name], []).append(content)


def _add(settled: Settled, what: Field, content: str) -> None:
    if what in DATES:
        day = read_day(content).day
        bad = any(problem.field == what for problem in settled.problems)
        if day is not None and what not in settled.days and not bad:
            settled.days[what] = day
            settled.blank.discard(what)
    elif what not in settled.texts and what not in settled.blank:
        value = clean_text(what, content)
        if value:
            settled.texts[what], problems = fit(what, value)
            settled.problems += problems
