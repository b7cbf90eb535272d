"""Released letters in the site's search: what the public may read, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils.translation import override

from gongkai.letters import access
from gongkai.search import engine
from gongkai.search.rules.entry import Entry
from gongkai.search.rules.query import Query

NAME = "letters"
FOUND_MAX = 100


def keys_of(words: str) -> list[str]:
    """Return the keys of the newest released letters that hold some words."""
    asked = Query(words, sources=(NAME,), sort="newest", per_page=FOUND_MAX, facets=False)
    return [hit.key for hit in engine.find(asked).hits]


class ReleasedLetters:
    """The letters on the public board as entries of the index."""

    name = NAME

    def load(self, keys: Sequence[str]) -> Iterable[Entry]:
        rows = access.on_board().filter(key__in=keys).select_related("body")
        with override("zh-hans"):
            for row in rows:
                yield Entry(
                    key=row.key,
                    source=NAME,
                    kind="letter",
                    title=row.title,
                    text=f"{row.text}\n{row.reply}",
                    url=reverse("letters:letter", args=[row.key]),
                    body_code=row.body.code,
                    body_name=row.body.name,
                    body_path=row.body.path,
                    published_on=row.released_on,
                )

    def keys(self) -> Iterator[str]:
        yield from access.on_board().order_by("pk").values_list("key", flat=True).iterator()
