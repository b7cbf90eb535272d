"""What a document is called, when the page only shows it."""

import re
from collections.abc import Iterable, Sequence

from gongkai.documents.rules import number
from gongkai.documents.rules.importing.blocks import Element, text_of
from gongkai.documents.rules.importing.spacing import joined, squeeze, tidy

TITLE_CHARACTERS_MIN = 4
TITLE_CHARACTERS_MAX = 300
FIRST_LINES = 10
SHARED_CHARACTERS_MIN = 10  # at its start, for a heading cut short in <title>

_NAMES = frozenset(
    """
    title article-title article_title articletitle arti_title arti-title bt biaoti xl-title
    xl_title con_title con-title content_title content-title contenttitle detail-title
    detail_title detailtitle news_title news-title newstitle tit xxgk_title wz_title wztitle
    art_title art-title arttitle arc_title arctitle ewb-article-title page-title page_title
    pages-title main-title maintitle main_title pagetitle info-title infotitle doc-title title1
    wzbt xwbt zwbt article_tit art_tit con_tit conttit bt_title titles title-box
    """.split()
)
_PLACE_NAMES = re.compile(
    r"(?:政府|网|网站|门户|公开|公开网|平台|首页|文件库|政务|局|厅|委员会|办公室|在线|专栏|栏目|"
    r"法规|解读|动态|要闻|公示|公告|政策|文件|通知公告|公文)$"
)
_WORK_NAMES = re.compile(
    r"关于|通知|意见|办法|规定|决定|公告|方案|批复|复函|的函|条例|规划|报告|通报|通告|细则|预案|"
    r"令|纪要|解读|公示|名单|计划|目录|制度|答复|指南|要点"
)
_RED_HEAD = re.compile(
    r"^(?:.{2,40}(?:文件|令)|第[\d〇零一二三四五六七八九十百]+号|\d{4,8}|特急|加急|急件|平急|特提|"
    r"机密.*|秘密.*|内部.*|签发人.*|[★☆]+)$"
)
_PROCLAIMED = re.compile(r"^《([^》]{4,100})》")
_PARTS = re.compile(r"\s*[_|｜»>]+\s*|\s+[-–—]+\s+|(?<![0-9A-Za-z—–])[-](?![0-9A-Za-z—–])|\s{2,}")
_CUT_SHORT = re.compile(r"(?:\.{2,}|…+)$")


def complete(title: str, others: Iterable[str]) -> str:
    """Return a title that a page cut short (...) as another place on the page has it."""
    stem = squeeze(_CUT_SHORT.sub("", title.strip()))
    if not _CUT_SHORT.search(title.strip()) or not stem:
        return title
    longer = [other for other in others if squeeze(other).startswith(stem)]
    longer = [other for other in longer if not _CUT_SHORT.search(other)]
    return max(longer, key=len, default=title)


def likelier(title: str, name: str) -> str:
    """Return a file's name instead of a title only where it reads more like one."""
    if not title or (_WORK_NAMES.search(name) and not _WORK_NAMES.search(title)):
        return name
    return title


def headings(root: Element) -> list[str]:
    """Return what stands in headings and title boxes, in reading order."""
    found: list[str] = []
    for node in root.xpath("//h1|//h2|//h3|//ucaptitle|//*[@class or @id]"):
        if node.tag in {"h1", "h2", "h3", "ucaptitle"} or _names(node) & _NAMES:
            words = joined(text_of(node).split("\n"))
            if TITLE_CHARACTERS_MIN <= len(words) <= TITLE_CHARACTERS_MAX and words not in found:
                found.append(words)
    return found


def window_title(root: Element) -> str:
    """Return the content of <title>."""
    return tidy(root.findtext(".//title") or "")


def shown_title(page_title: str, shown: Sequence[str], lines: Sequence[str]) -> str:
    """Return the title that a page shows, or an empty text.

    Args:
        page_title: The content of <title>, with the names of site and column.
        shown: Headings and title boxes, in reading order.
        lines: The first lines of the text.
    """
    whole = squeeze(page_title)
    named = [heading for heading in shown if _agrees(squeeze(heading), whole)]
    works = [heading for heading in named if not _PLACE_NAMES.search(heading)]
    if works or named:
        return max(works or named, key=len)
    own = first_lines(lines)
    if not page_title and _WORK_NAMES.search(own):
        return own  # a file without a window title: its headings may be chapters
    stripped = without_site(page_title)
    likely = [heading for heading in shown if _WORK_NAMES.search(heading) and len(heading) > 8]
    if likely and (not stripped or not _WORK_NAMES.search(stripped)):
        return likely[0]
    if stripped and (_WORK_NAMES.search(stripped) or not lines):
        return stripped
    return own or stripped or next(iter(shown), "")


def without_site(page_title: str) -> str:
    """Return a <title> without the names of the site and the column around it."""
    parts = [tidy(part) for part in _PARTS.split(page_title) if tidy(part)]
    works = [part for part in parts if _WORK_NAMES.search(part) and len(part) > 6]
    if works:
        return max(works, key=len)
    plain = [part for part in parts if not _PLACE_NAMES.search(part)]
    return plain[0] if plain else ""


def first_lines(lines: Sequence[str]) -> str:
    """Return the heading that a text begins with, which may be broken over three lines.

    The red head above it (某县人民政府文件, number, urgency) is no title; an order is called by
    the text it proclaims.
    """
    taken: list[str] = []
    ordered = False
    for line in lines[:FIRST_LINES]:
        plain = tidy(line)
        if not taken and (not plain or _is_red_head(plain)):
            ordered = ordered or squeeze(plain).endswith("令")
            continue
        if ordered and (proclaimed := _PROCLAIMED.match(plain)):
            return proclaimed[1]
        if plain.endswith(("：", ":", "。", "；")) or len(plain) > 100 or len(taken) == 4:
            break
        taken.append(plain)
        if _WORK_NAMES.search(plain[-4:]):
            return joined(taken)
    return taken[0] if taken else ""


def _is_red_head(line: str) -> bool:
    plain = squeeze(line)
    return bool(_RED_HEAD.match(plain)) or number.parse(plain.strip("()（）")) is not None


def _agrees(heading: str, page_title: str) -> bool:
    if not heading or not page_title:
        return False
    return heading in page_title or (
        len(heading) > SHARED_CHARACTERS_MIN
        and heading[:SHARED_CHARACTERS_MIN] == page_title[:SHARED_CHARACTERS_MIN]
    )


def _names(element: Element) -> frozenset[str]:
    words = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
    return frozenset(words.split())
