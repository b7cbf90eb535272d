"""Tables of documents: CSV and xlsx, one row for each, with a header that says what is what."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from html import escape
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from gongkai.documents.rules.importing.encoding import decode
from gongkai.documents.rules.importing.facts import Fact
from gongkai.documents.rules.importing.found import (
    DATES,
    Field,
    Found,
    Problem,
    Reason,
    Refusal,
    UnreadableError,
)
from gongkai.documents.rules.importing.labels import LABELS, Label, Strength
from gongkai.documents.rules.importing.mapping import Mapping as SiteMapping
from gongkai.documents.rules.importing.pages import read_markup
from gongkai.documents.rules.importing.plain import CONTAINER, is_markup, markup_of, page_of
from gongkai.documents.rules.importing.settling import settle
from gongkai.documents.rules.importing.spacing import squeeze, without_controls

HEADER_ROWS = 10  # above the header there may stand a heading and a note
WEAK_PLACE = 1000  # behind every strong label
HEADER_SHOWN_MAX = 12  # columns named when no header is recognised
CELL_BYTES_MAX = 16 * 1024 * 1024
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = range(7_000, 80_000)  # 1919 to 2119, as bare numbers in a date column

_STRONG = Strength.STRONG
_WEAK = Strength.WEAK
# Headers that no page uses as labels; English ones come from exports of databases.
_NAMES: tuple[tuple[Field, Strength, str], ...] = (
    (
        Field.BODY,
        _STRONG,
        "正文 内容 全文 文本 文件内容 信息内容 正文内容 文件正文 原文 "
        "body text content html full_text fulltext article",
    ),
    (
        Field.SOURCE_URL,
        _STRONG,
        "链接 网址 访问地址 原文链接 原文地址 页面地址 详情链接 链接地址 "
        "url link source_url crawl_url page_url href",
    ),
    (Field.TITLE, _STRONG, "title name 法规标题 题目 file_name"),
    (Field.INDEX_NUMBER, _STRONG, "index_number index_no indexno"),
    (Field.ISSUER, _STRONG, "issuer release_office office agency organ publisher department"),
    (Field.DOCUMENT_NUMBER, _STRONG, "document_number release_number doc_no docno doc_number"),
    (Field.TOPIC, _STRONG, "topic theme"),
    (Field.MADE_ON, _STRONG, "made_on date_made written_on"),
    (
        Field.PUBLISHED_ON,
        _STRONG,
        "published_on publish_date pub_date pubdate release_date publish",
    ),
    (Field.PUBLISHED_ON, _WEAK, "date time"),
    (Field.EFFECTIVE_ON, _STRONG, "effective_on effective_date"),
    (Field.EXPIRES_ON, _STRONG, "expires_on expire_date"),
    (Field.KEYWORDS, _STRONG, "keywords"),
    (Field.SUMMARY, _STRONG, "summary abstract description"),
    (Field.GROUP_CATEGORY, _STRONG, "group_category category 一级类别 所属一级类别 栏目"),
    (Field.KIND, _STRONG, "kind genre"),
    (Field.VALIDITY, _STRONG, "validity status"),
)
_HEADERS: Mapping[str, Label] = {
    name: Label(field, strength, place)
    for field, strength, names in _NAMES
    for place, name in enumerate(names.split())
}
_FILES = frozenset({"附件链接", "附件", "附件地址", "附件下载", "attachments", "attachment"})
_PARENTHESES = re.compile(r"[（(][^）)]*[)）]$")
_SEPARATORS = re.compile(r"[;；\s]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and the document or why there is none."""

    number: int
    found: Found | None = None
    error: UnreadableError | None = None


def read_csv(content: bytes, mapping: SiteMapping | None = None) -> Iterator[Row]:
    """Read a table of documents from comma-, semicolon- or tab-separated values.

    Raises:
        UnreadableError: It is no text, or no header names the title.
    """
    decoded = decode(content)
    csv.field_size_limit(CELL_BYTES_MAX)
    first = decoded.text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    rows = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter)
    try:
        yield from _read(rows, mapping or SiteMapping(), decoded.damaged)
    except csv.Error as error:
        raise UnreadableError(Refusal.BROKEN, str(error)) from error


def read_xlsx(content: bytes, mapping: SiteMapping | None = None) -> Iterator[Row]:
    """Read a table of documents from the first sheet that has a header.

    Raises:
        UnreadableError: It is no workbook, or no sheet has a header that names the title.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise UnreadableError(Refusal.BROKEN, type(error).__name__) from error
    refusal: UnreadableError | None = None
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        try:
            yield from _read(sheet.iter_rows(values_only=True), mapping or SiteMapping(), 0)
        except UnreadableError as error:
            refusal = refusal or error
        else:
            return
    raise refusal or UnreadableError(Refusal.EMPTY)


def _read(rows: Iterable[Sequence[object]], mapping: SiteMapping, damaged: int) -> Iterator[Row]:
    columns: dict[int, tuple[str, Label]] = {}
    files: list[int] = []
    seen: list[str] = []
    for number, row in enumerate(rows, 1):
        cells = [cell for cell in row if cell is not None and str(cell).strip()]
        if not cells:
            continue
        if not columns:
            if number > HEADER_ROWS:
                break
            found = _columns(row, mapping)
            seen = seen or [str(cell).strip() for cell in cells]
            if any(label.field is Field.TITLE for _, label in found.values()):
                columns = found
                files = [at for at, cell in enumerate(row) if _header(cell) in _FILES]
        else:
            yield _row(number, row, columns, files, mapping, damaged)
    if not columns:
        raise UnreadableError(Refusal.HEADER, "、".join(seen[:HEADER_SHOWN_MAX]))


def _columns(row: Sequence[object], mapping: SiteMapping) -> dict[int, tuple[str, Label]]:
    columns: dict[int, tuple[str, Label]] = {}
    for at, cell in enumerate(row):
        name = _header(cell)
        own = mapping.columns.get(squeeze(str(cell or "")))
        label = Label(own, _STRONG, -1) if own else _HEADERS.get(name) or LABELS.get(name)
        if label is not None and label.field is not None:
            columns[at] = (name, _believed(label))
    return columns


def _believed(label: Label) -> Label:
    """A whole column called 时间 states a day; only 来源 may still name no organ."""
    if label.strength is _WEAK and label.field is not Field.ISSUER:
        return Label(label.field, _STRONG, label.place + WEAK_PLACE)
    return label


def _header(cell: object) -> str:
    name = squeeze(without_controls(str(cell or ""))).strip("*＊:：").lower()
    return _PARENTHESES.sub("", name).removeprefix("meta_")


def _row(
    number: int,
    row: Sequence[object],
    columns: Mapping[int, tuple[str, Label]],
    files: Sequence[int],
    mapping: SiteMapping,
    damaged: int,
) -> Row:
    facts, body = [], ""
    for at, (name, label) in columns.items():
        value = _text(row[at], label.field) if at < len(row) else ""
        if label.field is Field.BODY:
            body = body or value
        else:
            facts.append(Fact(name, label, value, order=0))
    inner = body if is_markup(body) else markup_of(body)
    inner += _links(str(row[at]) for at in files if at < len(row) and row[at])
    problems = [Problem(Field.BODY, Reason.DAMAGED_TEXT, str(damaged))] if damaged else []
    own = replace(mapping, body_name=CONTAINER)
    try:
        found = read_markup(page_of(inner), own, settled=settle(facts), problems=problems)
    except UnreadableError as error:
        return Row(number, error=error)
    return Row(number, found)


def _text(value: object, field: Field | None) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = without_controls(str(value))
    if field in DATES and text.strip().isdecimal() and int(text) in EXCEL_DAYS:
        return (EXCEL_EPOCH + timedelta(days=int(text))).isoformat()
    return text


def _links(cells: Iterable[str]) -> str:
    addresses = [part for cell in cells for part in _SEPARATORS.split(cell) if "." in part]
    items = "".join(
        f'<li><a href="{escape(address)}">{escape(address.rpartition("/")[2] or address)}</a></li>'
        for address in addresses
    )
    return f"<ul>{items}</ul>" if items else ""
