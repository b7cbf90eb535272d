"""How an entry is laid out in the index.

id          SOURCE KEY, one term; the only field that deletes go by (a delete by an integer
            term deletes nothing and says nothing)
grams       everything of the entry as pairs and words, with places: what is found
title       the title alone, the same way: a match there counts more
words       dictionary words of the beginning, and every frequent phrase wherever it stands
exact       the whole title without punctuation; its shorter names stand in alias
number      document and index number without brackets
kin         the words of titles by sound and with one character missing
kind, topic, year, validity, body, source    filters and counts
within      the body and all above it, as paths
newest      day and a tie-breaker, for sorting and for periods
order       the document number as a number that sorts; issuer as text
weight      recency and validity; tantivy multiplies a score with log2(2 + weight)
face, text  what a hit shows, stored only
"""

import json
import re
import zlib
from dataclasses import fields, replace
from datetime import date
from typing import Any

import tantivy

from gongkai.bodies.rules.tree import STEP as PATH_STEP
from gongkai.search.rules import numbers, segments
from gongkai.search.rules.entry import Entry
from gongkai.search.rules.frequent import Frequent
from gongkai.search.rules.text import fold, headed_grams, squeeze
from gongkai.search.rules.weight import weight

FORMAT = 1  # of everything above and of the rules for tokens; a change rebuilds the index
TEXT_STORED = 60_000  # characters that snippets are taken from
TERM_MAX = 10_000  # characters; tantivy drops terms from 65,530 bytes on without a word
DAY_SHIFT = 32

_NATION = "中华人民共和国"
_INNER = re.compile(
    r"(?:印发|批转|转发|公布|发布|修改|实施)《?(.+?)》?的(?:通知|决定|公告|命令|函|批复)$"
)
_TAIL = re.compile(r"[(〔【\[][^()〔〕【】\[\]]{1,30}[)〕】\]]$")
_TITLED = re.compile(r"《([^《》]{2,80})》")


def build() -> tantivy.Schema:
    """Return the schema of a new index."""
    made = tantivy.SchemaBuilder()
    made.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in ("grams", "title"):
        made.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    made.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    made.add_text_field("kin", tokenizer_name="whitespace", index_option="basic")
    for name in ("exact", "alias", "number", "within", "source"):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "topic", "year", "validity", "body", "issuer"):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("newest", "order"):
        made.add_unsigned_field(name, fast=True)
    made.add_float_field("weight", fast=True)
    made.add_bytes_field("face", stored=True)
    made.add_bytes_field("text", stored=True)
    return made.build()


def name_of(source: str, key: str) -> str:
    """Return the term that names an entry."""
    return f"{source} {key}"


def day_number(day: date) -> int:
    """Return the least `newest` of a day."""
    return day.toordinal() << DAY_SHIFT


def paths_above(path: str) -> list[str]:
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


def document(entry: Entry, frequent: Frequent) -> tantivy.Document:
    """Return an entry as the index takes it."""
    entry = _clean(entry)
    title = segments.unspaced(entry.title)
    made = tantivy.Document()
    made.add_text("id", name_of(entry.source, entry.key))
    _add_tokens(made, entry, title, frequent)
    _add_names(made, entry, title)
    _add_facts(made, entry)
    made.add_bytes("face", _face(entry))
    shown = f"{entry.text}\n{entry.attachments}" if entry.attachments else entry.text
    made.add_bytes("text", shown[:TEXT_STORED].encode("utf-8"))
    return made


def _add_tokens(made: tantivy.Document, entry: Entry, title: str, frequent: Frequent) -> None:
    """Add what is found by words. A line break keeps the parts apart."""
    known = (entry.document_number, entry.index_number, entry.issuer, *entry.keywords)
    set_wide = entry.title if title != entry.title else ""
    head = "\n".join(part for part in (title, set_wide, *known) if part)
    whole = fold("\n".join(part for part in (head, entry.text, entry.attachments) if part))
    found, found_in_title = headed_grams(whole, len(title))
    made.add_text("grams", found)
    made.add_text("title", found_in_title)
    words = segments.words(whole[: len(head) + segments.LEAD])
    made.add_text("words", " ".join([*words, *frequent.tokens(whole)]))
    vocabulary = segments.vocabulary("\n".join((title, *entry.keywords)))
    kin = (token for word in sorted(vocabulary) for token in segments.kin(word))
    made.add_text("kin", " ".join(kin))


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
    for path in paths_above(entry.body_path):
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
    facts: dict[str, Any] = {
        name: getattr(entry, name)
        for name in (
            "key source title url kind body_code body_name issuer topic document_number "
            "index_number validity language"
        ).split()
    }
    for name in ("published_on", "made_on"):
        day = getattr(entry, name)
        facts[name] = day.toordinal() if day else 0
    return json.dumps(facts, ensure_ascii=False).encode("utf-8")


def _clean(entry: Entry) -> Entry:
    """Return the entry without halves of characters, which no encoding can write."""
    broken: dict[str, Any] = {
        item.name: value.encode("utf-8", "replace").decode("utf-8")
        for item in fields(entry)
        if isinstance(value := getattr(entry, item.name), str) and not _writable(value)
    }
    return replace(entry, **broken) if broken else entry


def _writable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
