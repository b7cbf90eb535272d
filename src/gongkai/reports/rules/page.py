"""Reading an annual report from its published page: tables two, three and four, and the text.

Published tables are full of merged cells. Each table is first laid out as a plain grid in which a
merged cell stands in every place it covers; rows are then known by their printed words.
"""

import re
from collections.abc import Iterator
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.reports.rules.annual import (
    BLOCKS,
    CARRIED_IN,
    CARRIED_OUT,
    COLUMNS,
    HANDLED,
    NEW,
    RESULTS,
    TOTAL,
    Form,
    Report,
    Row,
)
from gongkai.reports.rules.narrative import spoken
from gongkai.reports.rules.reading import ReadingError, cell_from, series_of

WIDEST = 60  # columns; a page that claims more is broken or hostile
LONGEST = 500  # rows
_BLANKS = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")

# Words that only one row of table three carries, in the order in which they are looked for.
_ROW_WORDS: tuple[tuple[str, str], ...] = (
    ("本年新收", NEW),
    ("上年结转", CARRIED_IN),
    ("结转下年度", CARRIED_OUT),
    ("属于国家秘密", "deny_state_secret"),
    ("法律行政法规禁止公开", "deny_law_forbidden"),
    ("三安全一稳定", "deny_three_safety_one_stability"),
    ("第三方合法权益", "deny_third_party"),
    ("内部事务", "deny_internal_affairs"),
    ("过程性信息", "deny_process_info"),
    ("行政执法案卷", "deny_enforcement_file"),
    ("行政查询事项", "deny_admin_query"),
    ("不掌握", "cannot_not_held"),
    ("没有现成信息", "cannot_needs_creation"),
    ("仍不明确", "cannot_unclear_after_correction"),
    ("信访举报投诉", "noproc_petition"),
    ("重复申请", "noproc_repeat"),
    ("公开出版物", "noproc_publication"),
    ("大量反复", "noproc_massive"),
    ("重新出具", "noproc_confirm_reissue"),
    ("逾期不补正", "other_no_correction"),
    ("收费通知", "other_fee_unpaid"),
    ("总计", HANDLED),
    ("予以公开", "granted"),
    ("部分公开", "partial"),
    ("其他处理", "other_other"),
)
_DOCUMENT_ROWS = {
    "规章": "规章",
    "行政规范性文件": "行政规范性文件",
    "规范性文件": "行政规范性文件",
}
_CELL = re.compile(r"^[\s\d,.，/／—\-－\\]*(?:(?<=\d)(?:件|项|个|宗|次|万?元))?$")


def report_from_page(html: str, key: str) -> Report:
    """Return the report on a page.

    Raises:
        ReadingError: The page carries no table three.
    """
    tree = LexborHTMLParser(html)
    for node in tree.css("script, style, noscript"):
        node.decompose()
    # A table that holds another is layout; a node finds itself, so an inner table finds one.
    grids = [list(grid(table)) for table in tree.css("table") if len(table.css("table")) == 1]
    table3, form = _table3(grids)
    if table3 is None:
        raise ReadingError("no_table_three", key)
    title = _title(tree)
    for table in tree.css("table"):
        table.decompose()
    body = tree.body.text(separator="\n") if tree.body else ""
    texts = (re.sub(r"[ \t　]+", "", body),)
    year = re.search(r"(20\d\d)\s*年", title) or re.search(r"(20\d\d)\s*年度", body)
    return Report(
        key=key,
        title=title,
        year=int(year[1]) if year else 0,
        form=form,
        series=series_of(title),
        published_on=_published_on(html),
        documents=_documents(grids),
        table3=table3,
        table4=_table4(grids),
        narrative=spoken(texts),
        texts=texts,
    )


def grid(table: LexborNode) -> Iterator[list[str]]:
    """Yield the rows of a table with merged cells standing in each place they cover."""
    held: dict[int, tuple[int, str]] = {}
    for place, tr in enumerate(table.css("tr")):
        if place >= LONGEST:
            return
        row: list[str] = []
        cells = [cell for cell in tr.iter() if cell.tag in {"td", "th"}]
        while len(row) < WIDEST and (cells or len(row) in held):
            column = len(row)
            if column in held:
                left, text = held.pop(column)
                row.append(text)
                if left > 1:
                    held[column] = (left - 1, text)
                continue
            cell = cells.pop(0)
            text = _solid(cell)
            for offset in range(_span(cell, "colspan")):
                row.append(text)
                rows = _span(cell, "rowspan")
                if rows > 1:
                    held[column + offset] = (rows - 1, text)
        yield row


def _solid(node: LexborNode) -> str:
    """Return the text of a node without blanks, seen and unseen."""
    return _BLANKS.sub("", node.text())


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    return max(1, min(int(value), WIDEST)) if value.isdecimal() and len(value) < 4 else 1


def _table3(grids: list[list[list[str]]]) -> tuple[dict[str, Row] | None, Form]:
    for rows in grids:
        if not any("本年新收" in "".join(row) for row in rows):
            continue
        found: dict[str, Row] = {}
        for row in rows:
            words, cells = _split(row)
            name = _row_name(words)
            if name is not None and len(cells) >= len(COLUMNS):
                values = cells[-len(COLUMNS) :]
                found[name] = {
                    column: cell_from(value, f"{name}, {column}")
                    for column, value in zip(COLUMNS, values, strict=True)
                }
        if not found:
            raise ReadingError("no_rows", "table3")
        old = "other_no_correction" not in found
        return found, Form.OF_2019 if old else Form.OF_2021
    return None, Form.OF_2021


def _split(row: list[str]) -> tuple[str, list[str]]:
    """Return the words at the head of a row and its cells after them."""
    at = next((n for n in range(len(row)) if all(_CELL.match(c) for c in row[n:])), len(row))
    return "|".join(row[:at]), row[at:]


def _row_name(words: str) -> str | None:
    parts = re.sub(r"[、，,]", "", words).split("|")
    # The group's own words stand before the row's; the row's decide.
    for part in (parts[-1], "".join(parts)):
        for word, name in _ROW_WORDS:
            if word in part:
                return name
    return None


def _table4(grids: list[list[list[str]]]) -> dict[str, Row] | None:
    wanted = len(BLOCKS) * (len(RESULTS) + 1)
    for rows in grids:
        if not any("结果维持" in "".join(row) for row in rows):
            continue
        for row in rows:
            if len(row) == wanted and all(_CELL.match(cell) for cell in row):
                numbers = [cell_from(value, "table4") for value in row]
                return {
                    block: dict(zip((*RESULTS, TOTAL), numbers[n * 5 : n * 5 + 5], strict=True))
                    for n, block in enumerate(BLOCKS)
                }
    return None


def _documents(grids: list[list[list[str]]]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for rows in grids:
        head: list[str] = []
        for row in rows:
            joined = "".join(row)
            if "制发件数" in joined:
                head = row
            elif head and row and row[0] in _DOCUMENT_ROWS:
                cells = {
                    name: cell_from(row[n], f"table2: {row[0]}, {name}")
                    for name, word in (
                        ("made", "制发件数"),
                        ("repealed", "废止件数"),
                        ("in_force", "现行有效件数"),
                    )
                    for n, title in enumerate(head)
                    if word in title and n < len(row)
                }
                found[_DOCUMENT_ROWS[row[0]]] = cells
    return found


def _title(tree: LexborHTMLParser) -> str:
    meta = tree.css_first('meta[name="ArticleTitle"]')
    said = meta.attributes.get("content") if meta else None
    if said and said.strip():
        return said.strip()
    for selector in ("h1", "h2", "title"):
        for node in tree.css(selector):
            text = _solid(node)
            if "年度报告" in text or "年报" in text:
                return text
    return ""


def _published_on(html: str) -> date | None:
    match = re.search(
        r"""<meta[^>]+name=["']PubDate["'][^>]+content=["'](\d{4})-(\d{1,2})-(\d{1,2})""",
        html,
        re.IGNORECASE,
    )
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None
