"""One page of an old site: bytes in, a `Found` out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.documents.rules.importing import letterhead, titles
from gongkai.documents.rules.importing.blocks import Block, Element, blocks_of, parse_page
from gongkai.documents.rules.importing.days import read_day, starts_with_day
from gongkai.documents.rules.importing.encoding import decode
from gongkai.documents.rules.importing.facts import Fact, clusters, facts_in, stated
from gongkai.documents.rules.importing.found import (
    EXPECTED,
    Field,
    Found,
    Problem,
    Reason,
    Refusal,
    UnreadableError,
)
from gongkai.documents.rules.importing.labels import Strength
from gongkai.documents.rules.importing.links import FILE_ENDINGS, Links, ending_of
from gongkai.documents.rules.importing.mainbody import Densities, densities, main_element
from gongkai.documents.rules.importing.mapping import Mapping
from gongkai.documents.rules.importing.metas import metas_of, settle_metas
from gongkai.documents.rules.importing.pruning import pruned
from gongkai.documents.rules.importing.settling import (
    Settled,
    clean_text,
    fit,
    settle,
    unusual_number,
)
from gongkai.documents.rules.importing.spacing import squeeze, without_controls
from gongkai.documents.rules.importing.writing import write

HEAD_TEXT_MAX = 120  # characters that may stand above facts at the head of a text
INFO_LINE_MAX = 80  # characters of a line such as "2019-01-22 10:30 来源：..."
LIST_LINKS_MIN = 8
LIST_SHARE_MIN = 0.6  # of a page's text inside links, for a list of other pages
FACTS_MIN = 2  # strong labels, for a page without a text to be a document

# Labels that only a page writes above a text, never the text itself.
_INFO_NAMES = frozenset(
    "发布时间 发布日期 来源 信息来源 文章来源 稿件来源 更新时间 字体 字体大小 字号 浏览次数 "
    "阅读次数 点击数 点击量 浏览量 阅读量 访问次数 责任编辑".split()
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)


def read_page(content: bytes, mapping: Mapping | None = None) -> Found:
    """Read a page.

    Args:
        content: The file as it was saved.
        mapping: Names that this site uses.

    Raises:
        UnreadableError: There is no document in it; says why.
    """
    decoded = decode(content)
    problems = []
    if decoded.damaged:
        problems.append(Problem(Field.BODY, Reason.DAMAGED_TEXT, str(decoded.damaged)))
    return read_markup(without_controls(decoded.text), mapping, problems=problems)


def found_or_refused(content: bytes, mapping: Mapping) -> Found | UnreadableError:
    """Read a page as a worker process does: why there is none is an answer like another."""
    try:
        return read_page(content, mapping)
    except UnreadableError as error:
        return error


def read_markup(
    text: str,
    mapping: Mapping | None = None,
    *,
    settled: Settled | None = None,
    problems: Sequence[Problem] = (),
    name: str = "",
) -> Found:
    """Read HTML that is already text.

    Args:
        text: The markup.
        mapping: Names that this site uses.
        settled: What is stated elsewhere (the columns of a table); goes before the page.
        problems: What is already known to be wrong.
        name: What the text is called if nothing in it says so.

    Raises:
        UnreadableError: There is no document in it; says why.
    """
    return _Page(text, mapping or Mapping(), name).read(settled, list(problems))


@dataclass(frozen=True, slots=True)
class _Main:
    """The text of a page: its element, blocks and what to leave out of it."""

    element: Element | None
    inside: frozenset[Element]
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]


class _Page:
    """The reading of one page, step by step."""

    def __init__(self, text: str, mapping: Mapping, name: str) -> None:
        self.mapping = mapping
        self.name = name
        self.root = parse_page(text)
        self.metas = metas_of(self.root)
        saved_from = _SAVED_FROM.search(text[:2000])
        self.source_url = self.metas.source_url or (saved_from[1] if saved_from else "")
        body = self.root.find("body")
        self.blocks = blocks_of(self.root if body is None else body)
        facts = facts_in(self.blocks, mapping.labels)
        places = frozenset(fact.order for fact in facts if fact.label.strength is not Strength.WEAK)
        self.weights: Densities = densities(self.blocks, places)
        self.main = self._main(facts)
        outside = [fact for fact in facts if fact.elements[0] not in self.main.inside]
        self.facts = sorted([*outside, *self.main.facts], key=lambda fact: fact.order)
        self.inferred: list[str] = []

    def read(self, elsewhere: Settled | None, problems: list[Problem]) -> Found:
        settled = settle(self.facts)
        if elsewhere is not None:
            settled = overlaid(elsewhere, settled)
        settle_metas(settled, self.metas)
        for name, value in self.mapping.fixed.items():
            settled.texts[name] = value
        lines = self._lines()
        title = self._title(settled, lines)
        links = Links(self.source_url or settled.texts.get(Field.SOURCE_URL, ""))
        body = self._body(title, links)
        self._refuse(body, title, links, settled, whole=elsewhere is not None)
        self._infer(settled, title, lines)
        settled.texts[Field.TITLE], cut = fit(Field.TITLE, title)
        settled.problems += cut
        if body:
            settled.texts[Field.BODY] = body
        if links.base:
            settled.texts.setdefault(Field.SOURCE_URL, links.base)
        return found_of(settled, links, self.inferred, [*problems, *links.problems])

    def _main(self, facts: Sequence[Fact]) -> _Main:
        element = main_element(self.root, self.weights, self.mapping.body_name)
        if element is None:
            return _Main(None, frozenset(), (), ())
        inside = frozenset(element.iter())
        blocks = tuple(block for block in self.blocks if block.element in inside)
        return _Main(element, inside, blocks, tuple(self._head_facts(facts, inside, blocks)))

    def _head_facts(
        self, facts: Sequence[Fact], inside: frozenset[Element], blocks: Sequence[Block]
    ) -> list[Fact]:
        """Return the facts that stand inside the text's element, but above the text."""
        taken: list[Fact] = []
        groups = clusters([fact for fact in facts if fact.elements[0] in inside])
        for group in groups:
            places = {fact.order for fact in [*taken, *group]}
            values = {
                block.order
                for block in blocks
                if any(block.element in fact.elements for fact in [*taken, *group])
            }
            above = [
                len(block.plain)
                for block in blocks
                if block.order < group[0].order and block.order not in places | values
            ]
            if sum(above) > HEAD_TEXT_MAX:
                break
            if len(stated(group)) >= FACTS_MIN or _is_info_line(group, blocks):
                taken += group
        return taken

    def _lines(self) -> list[str]:
        """Return the lines of the text itself."""
        gone = {element for fact in self.main.facts for element in fact.elements}
        return [
            line
            for block in self.main.blocks
            if block.element not in gone
            for line in block.text.split("\n")
            if squeeze(line)
        ]

    def _title(self, settled: Settled, lines: Sequence[str]) -> str:
        shown = titles.headings(self.root)
        stated_title = settled.texts.get(Field.TITLE, "")
        if stated_title:
            return titles.complete(stated_title, [*shown, titles.first_lines(lines)])
        settled.blank.discard(Field.TITLE)
        window = titles.window_title(self.root)
        title = clean_text(Field.TITLE, titles.shown_title(window, shown, lines))
        title = titles.complete(title, [*shown, titles.first_lines(lines)])
        title = titles.likelier(title, self.name)
        if title:
            self.inferred.append(Field.TITLE)
        return title

    def _body(self, title: str, links: Links) -> str:
        if self.main.element is None:
            return ""
        gone = pruned(self.main.element, self.main.blocks, self.main.facts, self.weights, title)
        body = write(self.main.element, link=links.link, picture=links.picture, without=gone)
        return body + self._files_beside(links)

    def _files_beside(self, links: Links) -> str:
        """Return a list of the files that stand beside the text instead of in it."""
        entries = []
        for anchor in self.root.iter("a"):
            href = anchor.get("href")
            if not href or ending_of(href) not in FILE_ENDINGS or anchor in self.main.inside:
                continue
            words = "".join(anchor.itertext()).strip()
            if words and (address := links.link(href, words)):
                entries.append((address, words))
        items = "".join(
            f'<li><a href="{_escape(address)}">{_escape(words)}</a></li>'
            for address, words in dict(entries).items()
        )
        return f"<ul>{items}</ul>" if items else ""

    def _refuse(
        self, body: str, title: str, links: Links, settled: Settled, *, whole: bool
    ) -> None:
        """Refuse what is no document: an empty page, or a list of other pages."""
        strong = len(settled.texts) + len(settled.days)
        if not title or (not body and strong < FACTS_MIN):
            raise UnreadableError(Refusal.NO_DOCUMENT)
        if not whole and strong < FACTS_MIN and self._lists_pages(links):
            raise UnreadableError(Refusal.A_LIST)

    def _lists_pages(self, links: Links) -> bool:
        count = sum(len(block.plain) for block in self.main.blocks)
        linked = sum(block.linked for block in self.main.blocks)
        anchors = len(list(self.main.element.iter("a"))) if self.main.element is not None else 0
        many = anchors - len(links.references) >= LIST_LINKS_MIN
        return many and linked >= LIST_SHARE_MIN * count

    def _infer(self, settled: Settled, title: str, lines: Sequence[str]) -> None:
        """Fill from the text what no label states, and remember that it was so."""
        head = letterhead.read_letterhead(lines)
        if Field.DOCUMENT_NUMBER not in settled.blank:
            self._take(settled, Field.DOCUMENT_NUMBER, head.document_number)
        weak = [clean_text(Field.ISSUER, raw) for raw in settled.weak.get(Field.ISSUER, [])]
        sources = [name for name in weak if letterhead.is_organ(name)]
        issuer = letterhead.issuer_in_title(title) or head.issuer or next(iter(sources), "")
        self._take(settled, Field.ISSUER, issuer)
        topics = [clean_text(Field.TOPIC, raw) for raw in settled.weak.get(Field.TOPIC, [])]
        if Field.TOPIC not in settled.blank:
            self._take(settled, Field.TOPIC, next(iter(topics), ""))
        bad = {problem.field for problem in settled.problems}
        if Field.MADE_ON not in settled.days and Field.MADE_ON not in bad and head.made_on:
            settled.days[Field.MADE_ON] = head.made_on
            self.inferred.append(Field.MADE_ON)
        if Field.PUBLISHED_ON not in settled.days and Field.PUBLISHED_ON not in bad:
            self._infer_published(settled)

    def _infer_published(self, settled: Settled) -> None:
        raws = [*settled.weak.get(Field.PUBLISHED_ON, []), *self._info_lines()]
        days = (read_day(raw).day for raw in raws)
        made_on = settled.days.get(Field.MADE_ON, date.min)
        day = next((day for day in days if day is not None and day >= made_on), None)
        if day is not None:
            settled.days[Field.PUBLISHED_ON] = day
            self.inferred.append(Field.PUBLISHED_ON)

    def _info_lines(self) -> list[str]:
        """Return the short lines above the text that begin with a day."""
        first = self.main.blocks[0].order if self.main.blocks else len(self.blocks)
        stated_by = {element for fact in self.facts for element in fact.elements}
        return [
            block.text
            for block in reversed(self.blocks[: first + 3])
            if len(block.text) <= INFO_LINE_MAX * 2
            and len(block.plain) <= INFO_LINE_MAX
            and not block.linked
            and block.element not in stated_by
            and starts_with_day(block.text)
        ]

    def _take(self, settled: Settled, what: Field, value: str) -> None:
        if value and what not in settled.texts:
            settled.texts[what], cut = fit(what, value)
            settled.problems += cut
            settled.blank.discard(what)
            self.inferred.append(what)


def overlaid(first: Settled, second: Settled) -> Settled:
    """Return what two sources state; the first goes before the second."""
    known = first.texts.keys() | first.days.keys() | {problem.field for problem in first.problems}
    return Settled(
        texts={**second.texts, **first.texts},
        days={**{k: v for k, v in second.days.items() if k not in known}, **first.days},
        weak={
            name: [*first.weak.get(name, []), *second.weak.get(name, [])]
            for name in first.weak.keys() | second.weak.keys()
        },
        blank=(first.blank | second.blank) - first.texts.keys() - first.days.keys(),
        problems=[
            *first.problems,
            *(problem for problem in second.problems if problem.field not in known),
        ],
    )


def found_of(
    settled: Settled, links: Links, inferred: Sequence[str], problems: Sequence[Problem]
) -> Found:
    """Return what was settled as a `Found`, with a problem for each expected field it lacks."""
    told = [*problems, *settled.problems]
    number = settled.texts.get(Field.DOCUMENT_NUMBER, "")
    if number:
        told += unusual_number(number)
    named = {problem.field for problem in told}
    for what in EXPECTED:
        if what in settled.texts or what in settled.days or what in named:
            continue
        reason = Reason.BLANK if what in settled.blank else Reason.MISSING
        told.append(Problem(what, reason))
    texts, days = settled.texts, settled.days
    return Found(
        title=texts.get(Field.TITLE, ""),
        kind=texts.get(Field.KIND, ""),
        index_number=texts.get(Field.INDEX_NUMBER, ""),
        topic=texts.get(Field.TOPIC, ""),
        issuer=texts.get(Field.ISSUER, ""),
        document_number=number,
        made_on=days.get(Field.MADE_ON),
        published_on=days.get(Field.PUBLISHED_ON),
        effective_on=days.get(Field.EFFECTIVE_ON),
        expires_on=days.get(Field.EXPIRES_ON),
        validity=texts.get(Field.VALIDITY, ""),
        keywords=texts.get(Field.KEYWORDS, ""),
        group_category=texts.get(Field.GROUP_CATEGORY, ""),
        summary=texts.get(Field.SUMMARY, ""),
        source_url=texts.get(Field.SOURCE_URL, ""),
        body=texts.get(Field.BODY, ""),
        references=tuple(links.references),
        problems=tuple(told),
        inferred=tuple(str(name) for name in inferred),
    )


def _is_info_line(group: Sequence[Fact], blocks: Sequence[Block]) -> bool:
    """Say whether a group is one short line such as 发布时间：... 来源：... 字体：大 中 小."""
    by_order = {block.order: block for block in blocks}
    texts = [by_order[fact.order].plain for fact in group if fact.order in by_order]
    named = any(fact.name in _INFO_NAMES for fact in group)
    return named and all(len(text) <= INFO_LINE_MAX for text in texts)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
