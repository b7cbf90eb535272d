"""Numbers of persons (D10): the rules of `screening`, and where a number may stand all the same.

Mobile numbers stand on official pages on purpose, so they ask for a look and do not block; an
identity or bank card number blocks. A number that its label calls a contract's is only noted.
"""

import re
from collections.abc import Iterator

from gongkai.audits.rules.pages.findings import Code, Finding, Severity
from gongkai.audits.rules.pages.page import Page, Stream
from gongkai.screening.rules import personal
from gongkai.screening.rules.findings import Code as Kind
from gongkai.screening.rules.findings import masked

LABELLED = re.compile(
    r"(?:合同|项目|订单|流水|备案|许可证?|批准|登记|统一社会信用|信用|机构|代码|案件|文件|公告|标段|采购|招标|发票|设备|产品|档案|不动产|单元|宗地|收件|受理|凭证|业务)"
    r"[\u4e00-\u9fff]{0,4}(?:编号|编码|代码|号码|号|码)?[\s:：为是()（）]{0,4}$"
)
OF_A_PERSON = re.compile(r"身份证|公民身份|证件号|身份号|持证人|银行卡|账号|卡号|手机|电话|联系")
LABEL_CHARACTERS = 24
SPLIT_DIGITS = re.compile(
    r"[0-9０-９](?<![0-9A-Za-z].)[^\S\n]*[|｜,，、.·_/\t][^\S\n]*"
    r"(?:[0-9０-９][^\S\n]*[|｜,，、.·_/\t][^\S\n]*){14,16}[0-9０-９XxＸｘ](?![0-9A-Za-z])"
)
FINDINGS_MAX = 200
ENDS = {10: 0, 9: 0}
BROKEN = re.compile(r"[0-9０-９][\n\t][0-9０-９XxＸｘ]")
KEPT = re.compile("[^\u200b-\u200f\u2060\ufeff\u00ad]+")
ZEROS = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


def find(page: Page) -> Iterator[Finding]:
    """Yield the numbers of persons on a page, masked, wherever they stand."""
    count = 0
    for stream in (page.shown, page.hidden, page.title):
        for finding in _of_stream(page, stream):
            count += 1
            if count > FINDINGS_MAX:
                return
            yield finding
    for aside in page.asides:
        if len(aside.text) >= 11 and any(one.isdigit() for one in aside.text):
            for kind, shown, start, end in _numbers(aside.text[:50_000]):
                if kind is not Kind.MOBILE:
                    at = page.source.find(aside.text[start:end], aside.start, aside.end)
                    span = (at, at + end - start) if at >= 0 else (aside.start, aside.end)
                    yield _finding(kind, Severity.BLOCK, *span, shown)


def _of_stream(page: Page, stream: Stream) -> Iterator[Finding]:
    text = stream.text
    for kind, shown, start, end in _numbers(text):
        before = text[max(0, start - LABEL_CHARACTERS) : start].rpartition("\n")[2]
        severity = Severity.REVIEW if kind is Kind.MOBILE else Severity.BLOCK
        if kind is not Kind.MOBILE and LABELLED.search(before) and not OF_A_PERSON.search(before):
            severity = Severity.NOTE
        yield _finding(kind, severity, *stream.span(start, end), shown)


def _numbers(text: str) -> Iterator[tuple[Kind, str, int, int]]:
    if ZEROS.search(text):
        yield from _through_marks(text)
        return
    # Once over line and cell ends, for a digit a cell; once up to them, for what stands beside.
    seen = set[tuple[int, int]]()
    for read in (text, text.translate(ENDS)) if BROKEN.search(text) else (text,):
        for found in personal.find(read):
            if (found.start, found.end) not in seen:
                seen.add((found.start, found.end))
                yield found.code, found.excerpt, found.start, found.end
    for match in SPLIT_DIGITS.finditer(text):
        digits = re.sub(r"[^0-9X]", "", match.group().translate(personal.FOLD).upper())
        if personal.is_id_number(digits):
            yield Kind.ID_NUMBER, masked(digits), match.start(), match.end()


def _through_marks(text: str) -> Iterator[tuple[Kind, str, int, int]]:
    """Find numbers split by invisible marks: the places are counted back."""
    if not any(one.isdigit() for one in text):
        return
    parts = [(match.start(), match.group()) for match in KEPT.finditer(text)]
    kept = [index for start, part in parts for index in range(start, start + len(part))]
    plain = "".join(part for _, part in parts)
    for kind, shown, start, end in _numbers(plain):
        yield kind, shown, kept[start], kept[end - 1] + 1


def _finding(kind: Kind, severity: Severity, start: int, end: int, shown: str) -> Finding:
    return Finding(Code.PERSONAL_DATA, severity, start, end, shown, f"person_{kind.value}")
