"""What may be asked of the index and what it answers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Sort = Literal["relevance", "newest", "oldest", "number", "issuer"]

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "number", "issuer")
FACETS = ("kind", "topic", "year", "validity", "body")
PER_PAGE_MAX = 200
PAGE_MAX = 100_000


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the index. An empty text asks for everything that passes the filters.

    `body` is the code of an organ and takes everything below it. Values inside one filter are
    alternatives; different filters all hold. Both ends of the publication period are included.
    A sort, page or size that makes no sense is put right, never refused.
    """

    text: str = ""
    body: str = ""
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    validities: tuple[str, ...] = ()
    sort: str = "relevance"
    page: int = 1
    per_page: int = 10
    facets: bool = True
    published_from: date | None = None
    published_to: date | None = None
    sources: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Hits on a page, 1 to 200."""
        return min(max(self.per_page, 1), PER_PAGE_MAX)

    @property
    def offset(self) -> int:
        """Hits on the pages before this one."""
        return (min(max(self.page, 1), PAGE_MAX) - 1) * self.size


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer. `title_html` and `snippet_html` are escaped and hold no element but <mark>."""

    key: str
    source: str
    title: str
    title_html: str
    snippet_html: str
    url: str
    score: float
    kind: str
    body_code: str
    body_name: str
    issuer: str
    topic: str
    document_number: str
    index_number: str
    published_on: date | None
    made_on: date | None
    validity: str
    language: str


@dataclass(frozen=True, slots=True)
class Results:
    """What the index answers.

    `facets` counts the values of each filter, most frequent first (years: newest first); a filter
    in use does not narrow its own counts, so that a reader can change the mind. `corrected` is the
    spelling that was searched instead, None when it is the reader's own. `apart` says that what
    was typed as one stands in every hit in parts, `relaxed` that not all words stand in every
    hit, `cut` that the question was too long and only its beginning was searched, `ready` that
    there is an index at all.
    """

    total: int = 0
    took_ms: float = 0.0
    hits: tuple[Hit, ...] = ()
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    corrected: str | None = None
    apart: bool = False
    relaxed: bool = False
    cut: bool = False
    ready: bool = True
