"""What stands inside the container of a text but is not the text: tools, shares, related lists."""

import re
from collections.abc import Sequence

from gongkai.documents.rules.importing.blocks import Block, Element, text_of
from gongkai.documents.rules.importing.facts import Fact
from gongkai.documents.rules.importing.mainbody import Densities
from gongkai.documents.rules.importing.spacing import squeeze

CHROME_SHARE_MAX = 0.2  # of the text that something called "share" or "related" may hold
NOISE_CHARACTERS_MAX = 80
LINKED_SHARE_MIN = 0.7  # of its text, for a list of links
FACTS_SLACK = 80  # characters beside the facts in a table that states facts

_CHROME = re.compile(
    r"(?:^|[-_\s])(?:share|sharebar|bdsharebuttonbox|bdshare|jiathis|social|toolbar|print|qrcode|"
    r"ewm|erweima|qr_container|related|recommend|xgwj|xglj|xgjd|xgxw|xgzc|crumb|crumbs|"
    r"breadcrumb|pager|pagination|dqwz|weizhi|fontsize|font-size|comment|comments|editor-tools|"
    r"prevnext|pre_next|prenext|nav|footer|copyright)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:"
    r"[【\[（(]?(?:字体|字号|字体大小|文字大小|视力保护色|背景色)[】\]]?[：:].*|"
    r"[【\[（(]?(?:我要)?(?:打印|打印本页|打印文章|关闭|关闭窗口|收藏|收藏本页|加入收藏|分享|返回顶部|"
    r"返回|大|中|小|纠错|我要纠错|推荐|导出|下载全文|朗读|语音播报|顶部|TOP|Top)[】\]）)]?"
    r"(?:[\s|｜/·【\[（(】\]）)]*(?:打印|打印本页|关闭|关闭窗口|关闭本页|收藏|分享|大|中|小|返回|返回顶部|"
    r"纠错|我要纠错|推荐给朋友|返回列表))*[】\]）)]?|"
    r"(?:上一篇|下一篇|上一条|下一条|上篇|下篇|上一页|下一页)(?:[：:].*|$)|"
    r"(?:扫一扫|微信扫|扫码|手机扫)(?:.{0,24})|"
    r"分享到.{0,40}|分享至.{0,40}|"
    r"(?:当前位置|您的位置|所在位置|您现在的位置|您当前的位置|当前栏目)[：:>].*|"
    r"首页[>＞»›/].*|"
    r"[（(]?(?:责任编辑|编辑|网站编辑|审核|审核人|初审|复审|终审|校对|来源|信息来源|文章来源|稿件来源|"
    r"作者|阅读次数|浏览次数|浏览量|点击数|点击量|点击率|访问次数|访问量|阅读量|供稿)[：:].{0,40}[)）]?|"
    r"(?:浏览|阅读|点击)\d*次?"
    r")$"
)
_RELATED = frozenset(
    {"相关链接", "相关文件", "相关解读", "相关阅读", "相关文档", "相关新闻", "相关信息", "相关政策",
     "相关文章", "相关稿件", "相关报道", "延伸阅读", "推荐阅读", "热点推荐", "最新文件", "相关内容",
     "猜你喜欢", "关联阅读", "关联文件", "政策关联", "相关稿件推荐"}
)  # fmt: skip


def pruned(
    container: Element,
    blocks: Sequence[Block],
    facts: Sequence[Fact],
    weights: Densities,
    title: str,
) -> set[Element]:
    """Return the elements of a container that are not part of the text.

    Args:
        container: The element that holds the text.
        blocks: Its blocks.
        facts: The facts stated inside it, above the text.
        weights: Of the page.
        title: The document's title; a template's heading that repeats it goes.
    """
    gone = _chrome(container, weights)
    for fact in facts:
        gone |= _shown_by(fact, facts, container)
    for block in blocks:
        if len(block.plain) > max(NOISE_CHARACTERS_MAX, len(title)):
            continue
        noise = bool(_NOISE.match(block.plain))
        related = block.plain.strip("【】[]：:·•>») ") in _RELATED
        heading = block.element.tag in {"h1", "h2", "h3"} and block.plain == squeeze(title)
        if not (noise or related or heading) or not _alone(block, container):
            continue
        gone |= _related(block.element, container) if related else {block.element}
    gone.discard(container)
    return gone


def _chrome(container: Element, weights: Densities) -> set[Element]:
    most = CHROME_SHARE_MAX * weights.of(container)
    gone = set(container.iter("nav", "footer", "aside", "header"))
    for node in container.xpath(".//*[@class or @id]"):
        name = f"{node.get('class') or ''} {node.get('id') or ''}"
        if _CHROME.search(name) and node.tag not in {"p", "td", "tr", "table", "tbody"}:
            gone.add(node)
    return {node for node in gone if weights.of(node) <= most}


def _alone(block: Block, container: Element) -> bool:
    """Say whether a block is all the text its owner has, so that the owner may go."""
    return block.element is not container and squeeze(text_of(block.element)) == block.plain


def _related(heading: Element, container: Element) -> set[Element]:
    """Return a heading such as 相关阅读 and the links under it."""
    gone = {heading}
    node = heading
    while node.getnext() is None and node.getparent() is not container:
        node = node.getparent()
        if node is None or squeeze(text_of(node)) != squeeze(text_of(heading)):
            return gone
        gone.add(node)
    for sibling in node.itersiblings():
        words = squeeze(text_of(sibling))
        linked = sum(len(squeeze("".join(link.itertext()))) for link in sibling.iter("a"))
        if words and linked < LINKED_SHARE_MIN * len(words):
            break
        gone.add(sibling)
    return gone


def _shown_by(fact: Fact, facts: Sequence[Fact], container: Element) -> set[Element]:
    """Return what shows a fact: the whole table or list where it holds nothing but facts."""
    known = sum(len(squeeze(other.value)) + len(other.name) + 1 for other in facts)
    for element in fact.elements:
        for node in element.iterancestors("table", "ul", "dl"):
            if node is container or container not in node.iterancestors():
                break
            if len(squeeze(text_of(node))) <= known + FACTS_SLACK:
                return {node}
            break
    return {node for node in fact.elements if node is not container}
