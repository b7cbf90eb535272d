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

from datetime import date

import tantivy

FORMAT = 1  # of everything above and of the rules for tokens; a change rebuilds the index
DAY_SHIFT = 32


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
