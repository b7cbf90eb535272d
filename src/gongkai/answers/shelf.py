"""Texts in an index of their own, for measuring: the same search as over the published ones."""

import json
import math
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy
from django.utils.translation import gettext as _

from gongkai.answers.rules.asking import Asked
from gongkai.answers.rules.passages import Rarity
from gongkai.answers.rules.ranking import Candidate
from gongkai.search.rules.text import grams

CANDIDATES = 40
GRAMS_ASKED_MAX = 32
ALIKE_BOOST = 0.3
TITLE_MAX = 80
TOKENS_KEPT = 50_000
WRITER_BYTES = 64_000_000
_TEXT_KEYS = ("text", "context", "content", "body", "正文", "内容")
_KEY_KEYS = ("docid", "doc_id", "id", "key", "编号")
_TITLE_KEYS = ("title", "name", "标题")
_URL_KEYS = ("url", "link", "网址")


class UnreadableCorpusError(Exception):
    """A corpus file is not JSON lines of texts; the text says which line."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a corpus."""

    key: str
    title: str
    text: str
    url: str = ""


def read_corpus(path: Path) -> Iterator[Text]:
    """Yield the texts of a file of JSON lines.

    Raises:
        UnreadableCorpusError: A line is not a text.
        OSError: The file cannot be read.
    """
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                found: Any = json.loads(line)
            except json.JSONDecodeError:
                found = None
            text = _first(found, _TEXT_KEYS) if isinstance(found, dict) else ""
            if not text:
                raise UnreadableCorpusError(
                    _(
                        "Line %(number)d of %(file)s is not a JSON object with an id and a text "
                        '("docid" and "context", or "id", "title" and "text").'
                    )
                    % {"number": number, "file": path.name}
                )
            yield Text(
                key=_first(found, _KEY_KEYS) or str(number),
                title=_first(found, _TITLE_KEYS) or title_of(text),
                text=text,
                url=_first(found, _URL_KEYS),
            )


def _first(found: dict[str, Any], names: Sequence[str]) -> str:
    return next((str(found[name]).strip() for name in names if found.get(name)), "")


def title_of(text: str) -> str:
    """Return the title that a text without one begins with: up to the first gap."""
    pieces = text.split(maxsplit=1)
    return pieces[0][:TITLE_MAX] if pieces else ""


class Shelf:
    """Texts that can be asked."""

    def __init__(self, texts: Iterable[Text]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field("place", stored=True)
        self._schema = builder.build()
        self.texts = list(texts)  # a text that cannot be read stops here, with nothing begun
        self._folder = tempfile.TemporaryDirectory(prefix="gongkai-ask-")
        self._searcher = self._filled()
        self.rarity = rarity_of(self._searcher)

    def _filled(self) -> tantivy.Searcher:
        index = tantivy.Index(self._schema, path=self._folder.name)
        writer = index.writer(heap_size=WRITER_BYTES, num_threads=1)
        for place, text in enumerate(self.texts):
            made = tantivy.Document()
            title = "" if text.text.startswith(text.title) else f"{text.title}\n"
            made.add_text("grams", grams(f"{title}{text.text}"))
            made.add_unsigned("place", place)
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index.searcher()

    def find(self, asked: Asked, most: int = CANDIDATES) -> list[Candidate]:
        """Return the texts that share most with a question, best first."""
        wanted, total = gram_query(self._searcher, self._schema, asked)
        if wanted is None:
            return []
        found: list[Candidate] = []
        places: list[int] = []
        for score, address in self._searcher.search(wanted, most, count=False).hits:
            place = int(self._searcher.doc(address)["place"][0])
            text = self.texts[place]
            found.append(Candidate(text.key, text.title, text.text, score / total, text.url))
            places.append(place)
        # Of two equal texts the later one is the newer.
        order = sorted(range(len(found)), key=lambda at: (-found[at].share, -places[at]))
        return [found[at] for at in order]

    def close(self) -> None:
        """Give back the room on the disk."""
        self._folder.cleanup()


@lru_cache(maxsize=1)  # one state of the index; its questions ask for the same tokens again
def rarity_of(searcher: tantivy.Searcher) -> Rarity:
    """Return a function that says how rare a token is; of a longer word, its rarest pair."""
    total = searcher.num_docs

    @lru_cache(maxsize=TOKENS_KEPT)
    def one(token: str) -> float:
        held = searcher.doc_freq("grams", token)
        return math.log(1 + (total - held + 0.5) / (held + 0.5))

    @lru_cache(maxsize=TOKENS_KEPT)
    def rarity(token: str) -> float:
        parts = grams(token).split()
        # The lone character at the end of a Han run says nothing that its pair does not.
        pairs = parts[:-1] if len(parts) > 1 and len(parts[-1]) == 1 else parts
        return max((one(part) for part in pairs), default=0.0)

    return rarity


def gram_query(
    searcher: tantivy.Searcher, schema: tantivy.Schema, asked: Asked
) -> tuple[tantivy.Query | None, float]:
    """Return a query for texts that share pairs with a question, and the most it can score."""
    rarity = rarity_of(searcher)
    weights = {token: share * rarity(token) for token, share in asked.grams.items()}
    rarest = sorted(weights, key=lambda token: -weights[token])[:GRAMS_ASKED_MAX]
    clauses = [_clause(schema, token, asked.grams[token]) for token in rarest]
    others = {
        token
        for words in asked.alike.values()
        for word in words
        for token in grams(word).split()
        if len(token) > 1 and token not in asked.grams
    }
    clauses += [_clause(schema, token, ALIKE_BOOST) for token in sorted(others)[:GRAMS_ASKED_MAX]]
    if not clauses:
        return None, 1.0
    return tantivy.Query.boolean_query(clauses), max(1e-6, sum(weights[token] for token in rarest))


def _clause(
    schema: tantivy.Schema, token: str, share: float
) -> tuple[tantivy.Occur, tantivy.Query]:
    term = tantivy.Query.term_query(schema, "grams", token, index_option="freq")
    wanted = term if share == 1.0 else tantivy.Query.boost_query(term, share)
    return tantivy.Occur.Should, wanted
