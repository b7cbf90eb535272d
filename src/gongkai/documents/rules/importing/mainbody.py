"""Where on a page the document stands: known containers first, else the densest element."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.documents.rules.importing.blocks import Block, Element

# Containers of the systems in use (TRS, UCAP, Jpage, Kaipu, VSB and others), in lower case.
_SPECIFIC = frozenset(
    """
    ucap-content ucapcontent trs_editor trs_ueditor trs_editor_view custom_unionstyle zoom zoomcon
    zoom_con article-content article_content articlecontent article-con article_con articlecon
    art_con art_content artcontent content-text content_text contenttext text-content text_content
    textcontent con_text context-text xl_content xlcontent xl_con xl-content xxgk_content
    xxgk-content detail-content detail_content detailcontent detail_con detail-con news_content
    news-content newscontent pages_content pages-content page-content page_content pagecontent
    bt_content bt-content main-text main_text maintext arc_con arc_content arccontent view-content
    view_content viewcontent txtcontent vsb_content v_news_content j-fontcontent wzcon wz_con
    wznr xwnr zwnr zhengwen nrzw zwcontent zw_content wp_articlecontent info-cont info_content
    infocontent bodytext body_text rich_media_content news_text newstext contentbox_text
    articlebox_text gknr gk_content gkcontent policycontent policy-content policy_content
    doc-content doc_content doccontent file-content file_content art-content arttext art_text
    content_body contentbody article-body article_body articlebody cont_text conttext conttxt
    con-txt con_txt contxt txt_content mainbody main-body read_content ewb-article-content
    article-txt article_txt newsbody news_body xq_content xqcontent editor-content editor_content
    """.split()
)
_GENERIC = frozenset(
    """
    content contents cont con article art main main-content main_content maincontent text txt nr
    neirong zw detail details news view read body-content wrap-content xl xq con_box article-box
    content-box contentbox post entry
    """.split()
)
SPECIFIC_SHARE_MIN = 0.3  # of the page's text that a known container must hold
THIN_PAGE_WEIGHT = 150  # a page with less text: its known container may hold a link only
GENERIC_SHARE_MIN = 0.5
CHROME_FACTOR_MAX = 2.0  # times the plain text, beyond which "chrome" must be the text itself
DESCENT_SHARE = 0.9  # of the text that the next inner element must hold to be preferred
_INNER = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "blockquote"})
_TABLE_PARTS = frozenset({"table", "tbody", "thead", "tr", "dt", "dd"})


@dataclass(frozen=True, slots=True)
class Densities:
    """How much text each element of a page holds, in weighted characters."""

    by_element: dict[Element, float]
    total: float

    def of(self, element: Element) -> float:
        """Return the weight of an element, 0 where it holds no text."""
        return self.by_element.get(element, 0.0)


def densities(blocks: Sequence[Block], facts: frozenset[int] = frozenset()) -> Densities:
    """Add up the weight of the blocks in all their ancestors.

    Args:
        blocks: The blocks of a page.
        facts: Places of blocks that state facts; they weigh nothing.
    """
    weighed = [(block, block.weight) for block in blocks if block.order not in facts]
    total = sum(weight for block, weight in weighed if not block.chrome)
    if sum(weight for block, weight in weighed if block.chrome) > CHROME_FACTOR_MAX * total:
        # A wrapper around everything is called "header" or "side" here; names tell nothing.
        total = sum(weight for _, weight in weighed)
        chrome_counts = True
    else:
        chrome_counts = False
    own: dict[Element, float] = {}
    for block, weight in weighed:
        if weight and (chrome_counts or not block.chrome):
            own[block.element] = own.get(block.element, 0.0) + weight
    found = dict(own)
    shared: dict[Element, float] = {}
    for element, weight in own.items():
        parent = element.getparent()
        if parent is not None:  # paragraphs share their parents: climb once for all of them
            shared[parent] = shared.get(parent, 0.0) + weight
    for start, weight in shared.items():
        element = start
        while element is not None:
            found[element] = found.get(element, 0.0) + weight
            element = element.getparent()
    return Densities(found, total)


def main_element(root: Element, weights: Densities, own_name: str = "") -> Element | None:
    """Return the element that holds the document; None on a page without text.

    Args:
        root: The page.
        weights: From `densities`.
        own_name: An id or class that a site uses for its texts; it goes before all others.
    """
    named = [*root.xpath("//*[@id or @class]"), *root.iter("ucapcontent")]
    if own_name:
        own = [node for node in named if own_name.lower() in _names(node)]
        if own:
            return max(own, key=weights.of)
    specific = [node for node in named if _names(node) & _SPECIFIC]
    thin = weights.total <= THIN_PAGE_WEIGHT
    least = 0 if thin else SPECIFIC_SHARE_MIN * weights.total
    known = [node for node in specific if weights.of(node) >= least and (not thin or _shows(node))]
    if known:
        most = max(weights.of(node) for node in known)
        return [node for node in known if weights.of(node) >= DESCENT_SHARE * most][-1]
    if not weights.total:
        return None
    generic = [
        node
        for node in named
        if weights.of(node) >= GENERIC_SHARE_MIN * weights.total and _names(node) & _GENERIC
    ]
    body = root.find("body")
    whole = root if body is None else body
    return _descend(generic[-1] if generic else whole, weights)


def _shows(element: Element) -> bool:
    """Say whether an element holds anything to see."""
    shown = element.find(".//img") is not None or element.find(".//a") is not None
    return shown or bool("".join(element.itertext()).strip())


def _names(element: Element) -> frozenset[str]:
    if element.tag == "ucapcontent":
        return _SPECIFIC
    words = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
    return frozenset(words.split())


def _descend(element: Element, weights: Densities) -> Element:
    while True:
        inner = [node for node in element if weights.of(node) and node.tag not in _INNER]
        best = max(inner, key=weights.of, default=None)
        if best is None or weights.of(best) < DESCENT_SHARE * weights.of(element):
            break
        element = best
    while element.tag in _TABLE_PARTS and element.getparent() is not None:
        element = element.getparent()
    return element
