"""Queries for tantivy: what must be found, what counts more, and what is filtered."""

from collections.abc import Iterable, Sequence

import tantivy

from gongkai.search.reader import Reader
from gongkai.search.rules.parse import Parsed, Word
from gongkai.search.rules.query import Query
from gongkai.search.rules.text import is_han
from gongkai.search.schema import day_number

MUST, SHOULD = tantivy.Occur.Must, tantivy.Occur.Should
DICTIONARY_BOOST = 0.4
TITLE_BOOST = 2.5
COMMON_SHARE = 0.1  # of all entries; how a word in more of them stands there makes no difference
NUMBER_SCORE, TITLE_SCORE, ALIAS_SCORE = 2000.0, 500.0, 60.0


def every(clauses: Sequence[tantivy.Query]) -> tantivy.Query:
    """Return a query for all of the clauses; for everything when there are none."""
    if not clauses:
        return tantivy.Query.all_query()
    if len(clauses) == 1:
        return clauses[0]
    return tantivy.Query.boolean_query([(MUST, clause) for clause in clauses])


def some(clauses: Sequence[tantivy.Query], least: int = 1) -> tantivy.Query:
    """Return a query for at least so many of the clauses."""
    return tantivy.Query.boolean_query([(SHOULD, clause) for clause in clauses], least)


def found(reader: Reader, word: Word, field: str = "grams") -> tantivy.Query:
    """Return a query for the texts, or titles, in which a word stands."""
    schema, tokens = reader.schema, word.tokens
    if field == "grams" and len(word.text) != 2 and word.text in reader.frequent:
        return tantivy.Query.term_query(schema, "words", word.text)
    if word.open_end:
        beginning = f"{tokens[-1]}.?"
        if len(tokens) == 1:
            return tantivy.Query.regex_query(schema, field, beginning)
        return tantivy.Query.regex_phrase_query(schema, field, [*tokens[:-1], beginning])
    if len(tokens) == 1:
        return tantivy.Query.term_query(schema, field, tokens[0])
    return tantivy.Query.phrase_query(schema, field, list(tokens))


def entries_at_most(reader: Reader, word: Word) -> int:
    """Return a number that the entries in which a word stands do not exceed."""
    tokens = word.tokens[:-1] if word.open_end else word.tokens
    return min((reader.searcher.doc_freq("grams", token) for token in tokens), default=1 << 31)


def needed(reader: Reader, parsed: Parsed) -> tantivy.Query:
    """Return what every hit must hold: all words, or the number that the whole query spells."""
    words = [found(reader, word) for word in parsed.words]
    if not words:
        return tantivy.Query.empty_query()
    if not parsed.number:
        return every(words)
    return some([tantivy.Query.term_query(reader.schema, "number", parsed.number), every(words)])


def wished(reader: Reader, parsed: Parsed) -> list[tantivy.Query]:
    """Return what makes a hit better: the number, the title, words of the dictionary."""
    schema = reader.schema

    def fixed(field: str, value: str, score: float) -> tantivy.Query:
        term = tantivy.Query.term_query(schema, field, value)
        return tantivy.Query.const_score_query(term, score)

    made: list[tantivy.Query] = []
    if parsed.number:
        made.append(fixed("number", parsed.number, NUMBER_SCORE))
    if parsed.title:
        made.append(fixed("exact", parsed.title, TITLE_SCORE))
        made.append(fixed("alias", parsed.title, ALIAS_SCORE))
    for word in parsed.words:
        made.append(tantivy.Query.boost_query(found(reader, word, "title"), TITLE_BOOST))
        if _dictionary_tells(reader, word):
            term = tantivy.Query.term_query(schema, "words", word.text)
            made.append(tantivy.Query.boost_query(term, DICTIONARY_BOOST))
    return made


def _dictionary_tells(reader: Reader, word: Word) -> bool:
    """Say whether it matters that a word stands as a word of the dictionary, not by chance."""
    if len(word.text) < 2 or not is_han(word.text) or word.text in reader.frequent:
        return False
    return entries_at_most(reader, word) < COMMON_SHARE * reader.searcher.num_docs


def scored(need: tantivy.Query, wishes: Sequence[tantivy.Query]) -> tantivy.Query:
    """Return a query that finds what is needed and scores by the wishes too."""
    if not wishes:
        return need
    return tantivy.Query.boolean_query([(MUST, need), *((SHOULD, wish) for wish in wishes)])


def filters(reader: Reader, query: Query, path: str) -> dict[str, tantivy.Query]:
    """Return the filters in use by name.

    Args:
        reader: The index.
        query: What is asked.
        path: Path of the body of the query, empty for all bodies.
    """
    made: dict[str, tantivy.Query] = {}
    if path:
        made["body"] = _any_of(reader, "within", [path])
    for name, values in (
        ("kind", query.kinds),
        ("topic", query.topics),
        ("year", [str(year) for year in query.years]),
        ("validity", query.validities),
        ("source", query.sources),
    ):
        if values:
            made[name] = _any_of(reader, name, values)
    if query.published_from or query.published_to:
        made["period"] = _period(reader, query)
    return made


def _any_of(reader: Reader, field: str, values: Iterable[str]) -> tantivy.Query:
    terms = [tantivy.Query.term_query(reader.schema, field, value) for value in values]
    wanted = terms[0] if len(terms) == 1 else some(terms)
    return tantivy.Query.const_score_query(wanted, 0.0)


def _period(reader: Reader, query: Query) -> tantivy.Query:
    last = query.published_to
    period = tantivy.Query.range_query(
        reader.schema,
        "newest",
        tantivy.FieldType.Unsigned,
        day_number(query.published_from) if query.published_from else 0,
        day_number(last) + (1 << 32) - 1 if last else None,
    )
    return tantivy.Query.const_score_query(period, 0.0)
