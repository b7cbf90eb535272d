"""Find public entries by words and filters.

    results = find(Query("住房公积金", body="finance", years=(2024,)))

Reads the index alone, and one row of the database when a body is named.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter
from typing import Any

import tantivy
from django.utils.safestring import mark_safe

from gongkai.bodies.models import Body
from gongkai.search import matching, reader
from gongkai.search.reader import Reader
from gongkai.search.rules import correction, numbers, segments, snippet
from gongkai.search.rules.parse import Parsed, Word, parse, word_of
from gongkai.search.rules.query import FACETS, Hit, Query, Results

FACET_VALUES = 500
LISTS_COUNTED_MAX = 500  # lists whose counts are kept, about 10 kB each
RELAXED_WORDS_MAX = 8  # the rarest of a sentence
RELAXED_COMMON_SHARE = 0.25  # of all entries; a word in more of them says little
RELAXED_WORDS_MIN = 3  # of fewer all must be found
RELAXED_SHARES = (0.6, 0.35)
LOOKUP_WORDS = 6
_ORDERS = {
    "newest": ("newest", tantivy.Order.Desc),
    "oldest": ("newest", tantivy.Order.Asc),
    "number": ("order", tantivy.Order.Asc),
    "issuer": ("issuer", tantivy.Order.Asc),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to read a query: what is needed, what is wished, what is marked."""

    need: tantivy.Query
    wishes: tuple[tantivy.Query, ...] = ()
    needles: tuple[str, ...] = ()
    corrected: str | None = None
    relaxed: bool = False
    apart: bool = False


def find(query: Query) -> Results:
    """Answer a query. Nothing that can be typed raises an error."""
    started = perf_counter()
    opened = reader.current()
    if opened is None:
        return Results(ready=False)
    parsed = parse(query.text)
    path = _path(query.body or parsed.site)
    if path is None:
        return Results(cut=parsed.cut)
    filters = matching.filters(opened, query, path)
    plan, total, found = _first_with_hits(opened, query, parsed, list(filters.values()))
    return Results(
        total=total,
        hits=tuple(_hits(opened, plan, found)),
        facets=_counts(opened, query, parsed, plan.need, filters) if query.facets else {},
        corrected=plan.corrected,
        relaxed=plan.relaxed,
        apart=plan.apart,
        cut=parsed.cut,
        took_ms=round((perf_counter() - started) * 1000, 3),
    )


def _path(code: str) -> str | None:
    """Return the path of a body; empty for no body, None for one that does not exist."""
    if not code:
        return ""
    return Body.objects.filter(code=code).values_list("path", flat=True).first()


Found = list[tuple[float, tantivy.DocAddress]]


def _first_with_hits(
    opened: Reader, query: Query, parsed: Parsed, filters: list[tantivy.Query]
) -> tuple[Plan, int, Found]:
    """Return the first reading of the query that finds anything, else the plainest one."""
    first: Plan | None = None
    for plan in _plans(opened, parsed):
        first = first or plan
        total, found = _search(opened, query, plan, filters)
        if total:
            return plan, total, found
    assert first is not None  # there is always the plain reading
    return first, 0, []


def _plans(opened: Reader, parsed: Parsed) -> Iterator[Plan]:
    """Yield the ways to read a query, the plain one first, only as far as they are asked for."""
    if parsed.empty:
        yield Plan(tantivy.Query.all_query())
        return
    yield _plain(opened, parsed)
    if numbers.is_document_number(parsed.number):
        return
    short = all(len(word.text) <= LOOKUP_WORDS for word in parsed.words)
    later = [_corrections, _relaxations] if short else [_relaxations, _corrections]
    for readings in later:
        yield from readings(opened, parsed)


def _plain(opened: Reader, parsed: Parsed, corrected: str | None = None) -> Plan:
    return Plan(
        need=matching.needed(opened, parsed),
        wishes=tuple(matching.wished(opened, parsed)),
        needles=tuple(word.text for word in parsed.words),
        corrected=corrected,
    )


def _corrections(opened: Reader, parsed: Parsed) -> Iterator[Plan]:
    """Yield the query with one word that nothing is found for spelled another way."""

    def lookup(beginning: str) -> list[tuple[str, int]]:
        known = opened.searcher.terms_with_prefix("kin", beginning, limit=5)
        return [(term[len(beginning) :], titles) for term, titles in known]

    for word in parsed.words:
        if word.quoted or _count(opened, matching.found(opened, word)):
            continue
        for text in correction.spellings(word.text, lookup):
            changed = parsed.changed(word, text)
            yield _plain(opened, changed, corrected=changed.text)


def _relaxations(opened: Reader, parsed: Parsed) -> Iterator[Plan]:
    """Yield the query as words that may stand apart, then as a sentence with most of its words."""
    if any(word.quoted for word in parsed.words):
        return
    words = _telling(
        opened, [piece for word in parsed.words for piece in segments.content(word.text)]
    )
    few = len(words) < RELAXED_WORDS_MIN
    if not words or (len(words) == 1 and not any(segments.asks(one.text) for one in parsed.words)):
        return  # one word of which the rest was left out says something else
    clauses = [matching.found(opened, word) for word in words]
    wishes = matching.wished(opened, replace(parsed, words=tuple(words), number=""))
    for share in (1.0,) if few else (1.0, *RELAXED_SHARES):
        least = max(min(2, len(words)), math.ceil(share * len(words)))
        yield Plan(
            need=matching.some(clauses, least),
            wishes=tuple(wishes),
            needles=tuple(word.text for word in words),
            relaxed=share < 1.0,
            apart=share == 1.0,
        )


def _telling(opened: Reader, pieces: list[str]) -> list[Word]:
    """Return the words of a sentence that tell most, in its order."""
    long = [word_of(piece) for piece in dict.fromkeys(pieces) if len(piece) > 1]
    words = [word for word in long if word is not None]
    rarity = {word: matching.entries_at_most(opened, word) for word in words}
    rarest = sorted(words, key=rarity.__getitem__)[:RELAXED_WORDS_MAX]
    limit = RELAXED_COMMON_SHARE * opened.searcher.num_docs
    kept = {
        word for at, word in enumerate(rarest) if at < RELAXED_WORDS_MIN or rarity[word] < limit
    }
    return [word for word in words if word in kept]


def _count(opened: Reader, need: tantivy.Query) -> int:
    answer: Any = opened.searcher.search(need, 1)  # the stubs do not know `count`
    return int(answer.count)


def _search(
    opened: Reader, query: Query, plan: Plan, filters: list[tantivy.Query]
) -> tuple[int, Found]:
    """Return how many entries are found and those of the page, best or first first."""
    searcher = opened.searcher
    sort = query.sort if query.sort in _ORDERS else "relevance"
    if sort == "relevance" and not plan.needles:
        sort = "newest"
    answer: Any  # the stubs do not know `count`
    if sort == "relevance":
        scored = matching.scored(matching.every([plan.need, *filters]), plan.wishes)
        answer = searcher.search(scored, query.size, offset=query.offset, weight_by_field="weight")
    else:
        field, order = _ORDERS[sort]
        answer = searcher.search(
            matching.every([plan.need, *filters]),
            query.size,
            offset=query.offset,
            order_by_field=field,
            order=order,
        )
    return int(answer.count), list(answer.hits)


def _counts(
    opened: Reader,
    query: Query,
    parsed: Parsed,
    need: tantivy.Query,
    filters: dict[str, tantivy.Query],
) -> dict[str, list[tuple[str, int]]]:
    """Count the values of each filter; once for a list without words, whatever its page."""
    if not parsed.empty:
        return _facets(opened, need, filters)
    list_asked = replace(query, sort="", page=1, per_page=1)
    known = opened.counted.get(list_asked)
    if known is None:
        known = _facets(opened, need, filters)
        if len(opened.counted) >= LISTS_COUNTED_MAX:
            opened.counted.clear()
        opened.counted[list_asked] = known
    return dict(known)


def _facets(
    opened: Reader, need: tantivy.Query, filters: dict[str, tantivy.Query]
) -> dict[str, list[tuple[str, int]]]:
    """Count the values of each filter; a filter in use does not narrow its own counts."""
    counted: dict[str, list[tuple[str, int]]] = {}
    unused = [name for name in FACETS if name not in filters]
    for names in [unused, *([name] for name in FACETS if name in filters)]:
        if not names:
            continue
        others = [clause for name, clause in filters.items() if name not in names]
        wanted = {name: {"terms": {"field": name, "size": FACET_VALUES}} for name in names}
        answer = opened.searcher.aggregate(matching.every([need, *others]), wanted)
        for name in names:
            pairs = [(item["key"], int(item["doc_count"])) for item in answer[name]["buckets"]]
            pairs.sort(key=lambda pair: (-pair[1], pair[0]))
            counted[name] = sorted(pairs, reverse=True) if name == "year" else pairs
    return {name: counted[name] for name in FACETS}


def _hits(opened: Reader, plan: Plan, found: Found) -> Iterator[Hit]:
    looked_for = snippet.patterns(plan.needles)
    for score, address in found:
        stored = opened.searcher.doc(address)
        face: dict[str, Any] = json.loads(bytes(stored["face"][0]))
        text = bytes(stored["text"][0]).decode("utf-8")
        for name in ("published_on", "made_on"):
            face[name] = date.fromordinal(face[name]) if face[name] else None
        yield Hit(
            title_html=mark_safe(snippet.marked(face["title"], looked_for)),  # noqa: S308
            snippet_html=mark_safe(snippet.passage(text, looked_for)),  # noqa: S308
            score=round(float(score), 4) if isinstance(score, float) else 0.0,
            **face,
        )
