"""Entries written out as documents of the index.

The work goes in stages over many entries at once: folding, cutting and matching each read tables
that fill the processor's cache, and taking turns for every entry costs twice the time.
"""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

import tantivy

from gongkai.bodies.rules.tree import STEP as PATH_STEP
from gongkai.search.rules import numbers, segments
from gongkai.search.rules.entry import Entry
from gongkai.search.rules.frequent import Frequent
from gongkai.search.rules.text import fold, headed_grams, squeeze
from gongkai.search.rules.weight import weight
from gongkai.search.schema import day_number, name_of

TEXT_STORED = 60_000  # characters that snippets are taken from
TERM_MAX = 10_000  # characters; tantivy drops terms from 65,530 bytes on without a word
STAGE_CHARACTERS = 500_000  # of the texts that one stage goes over

_NATION = "中华人民共和国"
_INNER = re.compile(
    r"(?:印发|批转|转发|公布|发布|修改|实施)《?(.+?)》?的(?:通知|决定|公告|命令|函|批复)$"
)
_TAIL = re.compile(r"[(〔【\[][^()〔〕【】\[\]]{1,30}[)〕】\]]$")
_TITLED = re.compile(r"《([^《》]{2,80})》")
_TEXTS = tuple(item.name for item in fields(Entry) if item.type is str)
_SHOWN = (
    "key",
    "source",
    "title",
    "url",
    "kind",
    "body_code",
    "body_name",
    "issuer",
    "topic",
    "document_number",
    "index_number",
    "validity",
    "language",
)


def documents(entries: Iterable[Entry], frequent: Frequent) -> Iterator[tantivy.Document]:
    """Yield entries as the index takes them, in their order."""
    stage: list[Entry] = []
    size = 0
    for entry in entries:
        stage.append(_clean(entry))
        size += len(entry.text) + len(entry.attachments)
        if size > STAGE_CHARACTERS:
            yield from _written(stage, frequent)
            stage, size = [], 0
    yield from _written(stage, frequent)


def _written(entries: list[Entry], frequent: Frequent) -> Iterator[tantivy.Document]:
    titles = [segments.unspaced(entry.title) for entry in entries]
    heads = [_head(entry, title) for entry, title in zip(entries, titles, strict=True)]
    wholes = [fold(_whole(entry, head)) for entry, head in zip(entries, heads, strict=True)]
    tokens = [headed_grams(whole, len(title)) for whole, title in zip(wholes, titles, strict=True)]
    words = [
        segments.words(whole[: len(head) + segments.LEAD])
        for whole, head in zip(wholes, heads, strict=True)
    ]
    phrases = [frequent.tokens(whole) for whole in wholes]
    kin = [_kin(entry, title) for entry, title in zip(entries, titles, strict=True)]
    for at, entry in enumerate(entries):
        made = tantivy.Document()
        made.add_text("id", name_of(entry.source, entry.key))
        made.add_text("grams", tokens[at][0])
        made.add_text("title", tokens[at][1])
        made.add_text("words", " ".join([*words[at], *phrases[at]]))
        made.add_text("kin", kin[at])
        _add_names(made, entry, titles[at])
        _add_facts(made, entry)
        made.add_bytes("face", _face(entry))
        shown = f"{entry.text}\n{entry.attachments}" if entry.attachments else entry.text
        made.add_bytes("text", shown[:TEXT_STORED].encode("utf-8"))
        yield made


def _head(entry: Entry, title: str) -> str:
    """Return what is found beside the text. A line break keeps the parts apart."""
    set_wide = entry.title if title != entry.title else ""
    known = (entry.document_number, entry.index_number, entry.issuer, *entry.keywords)
    return "\n".join(part for part in (title, set_wide, *known) if part)


def _whole(entry: Entry, head: str) -> str:
    return "\n".join(part for part in (head, entry.text, entry.attachments) if part)


def _kin(entry: Entry, title: str) -> str:
    vocabulary = segments.vocabulary("\n".join((title, *entry.keywords)))
    return " ".join(token for word in vocabulary for token in segments.kin(word))


def _paths_above(path: str) -> list[str]:
    """Return the path of a body and of everything above it."""
    return [path[:end] for end in range(PATH_STEP, len(path) + 1, PATH_STEP)]


def aliases(title: str) -> set[str]:
    """Return shorter names of a title, squeezed: without the nation, without a note at the end,
    and the name of what it issues."""
    short = _TAIL.sub("", fold(title).strip())
    found = {short, short.removeprefix(_NATION)}
    if inner := _INNER.search(short):
        found |= {inner.group(1), _TAIL.sub("", inner.group(1))}
    found.update(_TITLED.findall(short))
    return {squeeze(name)[:TERM_MAX] for name in found} - {squeeze(title), ""}


def _add_names(made: tantivy.Document, entry: Entry, title: str) -> None:
    made.add_text("exact", squeeze(title)[:TERM_MAX])
    for name in sorted(aliases(title)):
        made.add_text("alias", name)
    for number in {numbers.spelled(entry.document_number), numbers.spelled(entry.index_number)}:
        if number:
            made.add_text("number", number[:TERM_MAX])


def _add_facts(made: tantivy.Document, entry: Entry) -> None:
    """Add filters and sorts. A fact that is not known is left out and sorts last."""
    made.add_text("source", entry.source)
    for path in _paths_above(entry.body_path):
        made.add_text("within", path)
    for name, value in (
        ("kind", entry.kind),
        ("topic", entry.topic),
        ("validity", entry.validity),
        ("body", entry.body_code),
        ("issuer", entry.issuer),
    ):
        if value:
            made.add_text(name, value[:TERM_MAX])
    if entry.dated_on:
        made.add_text("year", str(entry.dated_on.year))
        tie = zlib.crc32(name_of(entry.source, entry.key).encode("utf-8"))
        made.add_unsigned("newest", day_number(entry.dated_on) | tie)
    place = numbers.order(entry.document_number)
    if place is not None:
        made.add_unsigned("order", place)
    made.add_float("weight", 2 ** weight(entry.dated_on, entry.validity) - 2)


def _face(entry: Entry) -> bytes:
    facts: dict[str, Any] = {name: getattr(entry, name) for name in _SHOWN}
    for name in ("published_on", "made_on"):
        day = getattr(entry, name)
        facts[name] = day.toordinal() if day else 0
    return json.dumps(facts, ensure_ascii=False).encode("utf-8")


def _clean(entry: Entry) -> Entry:
    """Return the entry without halves of characters, which no encoding can write."""
    broken: dict[str, Any] = {
        name: value.encode("utf-8", "replace").decode("utf-8")
        for name in _TEXTS
        if not _writable(value := getattr(entry, name))
    }
    return replace(entry, **broken) if broken else entry


def _writable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
