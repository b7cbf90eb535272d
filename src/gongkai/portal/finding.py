"""What the public lists ask the search index, and its answers as rows, filters and pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from gongkai.bodies.models import Body
from gongkai.documents.models import Kind
from gongkai.documents.renditions.facts import validity_name
from gongkai.documents.rules.validity import Validity
from gongkai.documents.sources import DOCUMENTS
from gongkai.portal.rows import Row, here, kind_name
from gongkai.search import engine
from gongkai.search.actions import record_miss as record
from gongkai.search.rules.query import Hit, Query

PAGE_ROWS = 25
PAGES_MAX = 400  # deeper pages are never read; narrowing down is
QUERY_MAX = 200  # characters of a query that are looked for
FACETS = ("kind", "body", "year", "validity", "topic")
SORTS = ("relevance", "newest", "oldest", "number", "issuer")
READS = ("q", *FACETS, "sort", "page")
NAMED = ("code", "name", "short_name", "name_en")
OPENNESS_WORDS = "信息公开"
RULES_MAX = 10


def encoded(**parameters: str) -> str:
    """Return a query string of what is not empty."""
    return urlencode({name: value for name, value in parameters.items() if value})


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks a list for; each facet is one chosen value or empty."""

    q: str = ""
    kind: str = ""
    body: str = ""
    year: str = ""
    validity: str = ""
    topic: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: QueryDict, **fixed: str) -> "Wish":
        """Read a wish from an address; what cannot be read is left at its default."""
        page = query.get("page", "1")
        given = {name: query.get(name, "").replace("\0", "")[:QUERY_MAX] for name in READS}
        given |= fixed
        return cls(
            q=given["q"].strip(),
            kind=given["kind"],
            body=given["body"],
            year=given["year"] if given["year"].isdecimal() else "",
            validity=given["validity"],
            topic=given["topic"],
            sort=given["sort"] if given["sort"] in SORTS else "",
            page=min(max(int(page), 1), PAGES_MAX) if page.isdecimal() and len(page) < 6 else 1,
        )

    @property
    def order(self) -> str:
        """The order that applies: the chosen one, else relevance for words and newest without."""
        if self.sort == "relevance" and not self.q:
            return "newest"
        return self.sort or ("relevance" if self.q else "newest")

    def address(self, *, without: tuple[str, ...] = (), **changes: str | int) -> str:
        """Return the query string of this wish with changes, from its first page."""
        told = {name: getattr(self, name) for name in READS} | {"page": 1} | changes
        if told["page"] == 1:
            told["page"] = ""
        return "?" + encoded(**{name: str(told[name]) for name in READS if name not in without})

    @property
    def chosen(self) -> dict[str, str]:
        return {name: value for name in FACETS if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter with how many documents it leaves."""

    value: str
    label: str
    count: int
    url: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)

    @property
    def first(self) -> tuple[Choice, ...]:
        """What is shown at once."""
        return self.choices[:SHOWN_CHOICES]

    @property
    def rest(self) -> tuple[Choice, ...]:
        return self.choices[SHOWN_CHOICES:]


SHOWN_CHOICES = 8


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: rows of one page, how many there are, counts for the filters.

    `names` are the names of the bodies that occur, by code. `corrected` is the spelling that was
    searched instead of the reader's; `apart` says that words typed as one stand apart, `relaxed`
    that not every word stands in every document.
    """

    rows: list[Row] = field(default_factory=list)
    total: int = 0
    facets: Mapping[str, list[tuple[str, int]]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    corrected: str = ""
    apart: bool = False
    relaxed: bool = False
    cut: bool = False
    ready: bool = True

    def count(self, facet: str, value: str) -> int:
        return dict(self.facets.get(facet, ())).get(value, 0)


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages around this one."""

    wish: Wish
    total: int
    without: tuple[str, ...] = ()

    def address(self, page: int) -> str:
        return self.wish.address(page=page, without=self.without)

    @property
    def pages(self) -> int:
        return min(max(-(-self.total // PAGE_ROWS), 1), PAGES_MAX)

    @property
    def first(self) -> str:
        return self.address(1)

    @property
    def previous(self) -> str:
        return self.address(self.wish.page - 1) if self.wish.page > 1 else ""

    @property
    def next(self) -> str:
        return self.address(self.wish.page + 1) if self.wish.page < self.pages else ""

    @property
    def numbers(self) -> list[tuple[int, str]]:
        """(page, address) of the pages near this one, the first and the last; a gap is (0, "")."""
        here, last = self.wish.page, self.pages
        near = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
        found: list[tuple[int, str]] = []
        for number in near:
            if found and number - found[-1][0] > 1:
                found.append((0, ""))
            found.append((number, self.address(number)))
        return found

    @property
    def cut(self) -> bool:
        """Whether there are documents that no page reaches."""
        return self.total > PAGES_MAX * PAGE_ROWS


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a row of links; `chosen` marks the one that applies."""

    label: str
    url: str
    chosen: bool = False
    name: str = ""


def filters(
    wish: Wish, found: Found, names: tuple[str, ...], *, without: tuple[str, ...] = ()
) -> list[Filter]:
    """Return the filters of a list, each value with the number of documents it would leave."""
    made = []
    for name in names:
        here = getattr(wish, name)
        # One address a filter, to which each choice adds its value: there are a hundred choices.
        other = wish.address(without=(*without, name))
        joined = f"{other}&{name}=" if other != "?" else f"?{name}="
        counts = list(found.facets.get(name, ()))
        if here and here not in dict(counts):
            counts.append((here, 0))
        choices = tuple(
            Choice(
                value=value,
                label=shown(name, value, found.names),
                count=count,
                url=other if value == here else joined + quote_plus(value),
                chosen=value == here,
            )
            for value, count in counts
            if value
        )
        made.append(Filter(name, facet_label(name), choices))
    return made


def chips(wish: Wish, made: list[Filter], *, without: tuple[str, ...] = ()) -> list[Link]:
    """Return what has been chosen; following a chip takes its choice away."""
    return [
        Link(label=chosen.label, url=chosen.url, name=item.label)
        for item in made
        if (chosen := item.chosen) is not None
    ]


def sorts(wish: Wish, *, without: tuple[str, ...] = ()) -> list[Link]:
    """Return the orders there are; by relevance only when there are words to be relevant to."""
    names = {
        "relevance": _("Best match"),
        "newest": _("Newest first"),
        "oldest": _("Oldest first"),
        "number": _("By number"),
        "issuer": _("By issuer"),
    }
    if not wish.q:
        del names["relevance"]
    return [
        Link(label, wish.address(sort=name, without=without), chosen=name == wish.order)
        for name, label in names.items()
    ]


def facet_label(name: str) -> str:
    return {
        "kind": _("Kind"),
        "body": _("Published by"),
        "year": _("Year"),
        "validity": _("Validity"),
        "topic": _("Topic"),
    }[name]


def shown(facet: str, value: str, names: Mapping[str, str]) -> str:
    """Return the words for a value of a facet."""
    if facet == "kind":
        return kind_name(value)
    if facet == "body":
        return names.get(value, value)
    if facet == "validity":
        return validity_name(Validity(value)) if value in set(Validity) else value
    return value


def _query(wish: Wish, sources: tuple[str, ...] = (DOCUMENTS,)) -> Query:
    """Return the question to the index."""
    return Query(
        text=wish.q,
        body=wish.body,
        kinds=(wish.kind,) if wish.kind else (),
        topics=(wish.topic,) if wish.topic else (),
        years=(int(wish.year),) if wish.year else (),
        validities=(wish.validity,) if wish.validity else (),
        sort=wish.order,
        page=wish.page,
        per_page=PAGE_ROWS,
        sources=sources,
    )


def find(wish: Wish, sources: tuple[str, ...] = (DOCUMENTS,)) -> Found:
    """Ask the index for a page: one question to it and one query for the names of bodies.

    Args:
        wish: What is asked for.
        sources: What is looked through; empty means everything that is public.
    """
    results = engine.find(_query(wish, sources))
    codes = {hit.body_code for hit in results.hits}
    codes |= {value for value, _count in results.facets.get("body", ())}
    codes |= {wish.body} - {""}
    names = {body.code: body.brief for body in Body.objects.filter(code__in=codes).only(*NAMED)}
    return Found(
        # Without words there is nothing to show marks around, so rows stay short.
        rows=[row_of(hit, names, with_text=bool(wish.q)) for hit in results.hits],
        total=results.total,
        facets=results.facets,
        names=names,
        corrected=results.corrected or "",
        apart=results.apart,
        relaxed=results.relaxed,
        cut=results.cut,
        ready=results.ready,
    )


def row_of(hit: Hit, names: Mapping[str, str], *, with_text: bool = True) -> Row:
    """Return the row of an answer; its marks were escaped by the index."""
    return Row(
        url=here(hit.url),
        title=mark_safe(hit.title_html),  # noqa: S308 - escaped by search.engine
        kind=hit.kind,
        body=names.get(hit.body_code, hit.body_name),
        number=hit.document_number,
        published_on=hit.published_on,
        validity=Validity(hit.validity) if hit.validity in set(Validity) else None,
        text=mark_safe(hit.snippet_html) if with_text else "",  # noqa: S308 - likewise
    )


def counts(**chosen: str) -> Found:
    """Return only the total and the facets of a choice, no rows."""
    results = engine.find(replace(_query(Wish(**chosen)), per_page=1))  # type: ignore[arg-type]
    return Found(total=results.total, facets=results.facets, ready=results.ready)


def total(**chosen: str) -> int:
    """Return how many documents a choice has."""
    asked = replace(_query(Wish(**chosen)), per_page=1, facets=False)  # type: ignore[arg-type]
    return engine.find(asked).total


def openness_rules(code: str) -> list[Row]:
    """Return a body's own rules on openness (政府信息公开制度), best match first."""
    wish = Wish(q=OPENNESS_WORDS, body=code, kind=Kind.NORMATIVE.value)
    results = engine.find(replace(_query(wish), per_page=RULES_MAX, facets=False))
    hits = [hit for hit in results.hits if "公开" in hit.title]
    return [replace(row_of(hit, {}), title=hit.title, text="") for hit in hits]


def record_miss(wish: Wish, on: date) -> bool:
    """Note words that found nothing, without the person; say whether they were noted."""
    return bool(wish.q) and record(wish.q, on)
