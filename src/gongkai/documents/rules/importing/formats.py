"""Which files of a folder are documents, and how each is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from posixpath import basename, splitext

from gongkai.documents.rules.importing.encoding import decode
from gongkai.documents.rules.importing.found import Found, Problem, Refusal, UnreadableError
from gongkai.documents.rules.importing.mapping import Mapping
from gongkai.documents.rules.importing.pages import read_markup, read_page
from gongkai.documents.rules.importing.plain import CONTAINER, markup_of, page_of
from gongkai.documents.rules.importing.portable import markup_of_pdf
from gongkai.documents.rules.importing.spacing import without_controls
from gongkai.documents.rules.importing.tables import Row, read_csv, read_xlsx
from gongkai.documents.rules.importing.word import markup_of_docx
from gongkai.screening.rules.files import FileRefusedError, media_type
from gongkai.screening.rules.files import Refusal as FileRefusal

PAGES = frozenset({"html", "htm", "shtml", "shtm", "xhtml", "jhtml", "jsp", "asp", "aspx", "php"})
TABLES = frozenset({"csv", "tsv", "xlsx"})
TEXTS = frozenset({"docx", "pdf", "txt", "md"})
# Documents by their name, in a format that has to be saved anew first.
OLD = frozenset({"doc", "xls", "wps", "et", "rtf", "ofd", "ceb", "mht", "mhtml", "ppt", "pptx"})
CANDIDATES = PAGES | TABLES | TEXTS | OLD

_REFUSALS = {
    FileRefusal.EMPTY: Refusal.EMPTY,
    FileRefusal.BOMB: Refusal.BOMB,
    FileRefusal.BROKEN: Refusal.BROKEN,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One document of a file, or why there is none; `part` is #ROW within a table, else empty."""

    part: str
    found: Found | None = None
    error: UnreadableError | None = None


def ending(name: str) -> str:
    """Return the ending of a file name in lower case, without the dot."""
    return splitext(name)[1].lower().removeprefix(".")


def read_file(name: str, content: bytes, mapping: Mapping | None = None) -> Iterator[Item]:
    """Read the documents of a file, one at a time; what cannot be read comes as an error item.

    Args:
        name: The file name; its ending says the format, its stem is a title of last resort.
        content: The bytes.
        mapping: Names that this site uses.
    """
    mapping = mapping or Mapping()
    try:
        if ending(name) in TABLES:
            for row in _table(name, content, mapping):
                yield Item(f"#{row.number}", row.found, row.error)
        else:
            yield Item("", _text(name, content, mapping))
    except UnreadableError as error:
        yield Item("", error=error)


def _table(name: str, content: bytes, mapping: Mapping) -> Iterator[Row]:
    if ending(name) == "xlsx":
        _check(name, content)
        return read_xlsx(content, mapping)
    return read_csv(content, mapping)


def _text(name: str, content: bytes, mapping: Mapping) -> Found:
    kind = ending(name)
    if kind in OLD:
        raise UnreadableError(Refusal.OLD_FORMAT, kind)
    if kind in PAGES:
        return read_page(content, mapping)
    if kind in {"docx", "pdf"}:
        _check(name, content)
    inner, problems = _MARKUP[kind](content)
    own = replace(mapping, body_name=CONTAINER)
    stem = splitext(basename(name))[0]
    return read_markup(page_of(inner), own, problems=problems, name=stem)


def _plain(content: bytes) -> tuple[str, list[Problem]]:
    return markup_of(without_controls(decode(content).text)), []


def _pdf(content: bytes) -> tuple[str, list[Problem]]:
    return markup_of_pdf(content), []


_MARKUP: dict[str, Callable[[bytes], tuple[str, list[Problem]]]] = {
    "docx": markup_of_docx,
    "pdf": _pdf,
    "txt": _plain,
    "md": _plain,
}


def _check(name: str, content: bytes) -> None:
    """Refuse a file whose bytes are not what its name says, or that unpacks to too much."""
    try:
        media_type(name, content)
    except FileRefusedError as error:
        refusal = _REFUSALS.get(error.refusal, Refusal.NOT_WHAT_IT_SAYS)
        raise UnreadableError(refusal, ending(name)) from error
