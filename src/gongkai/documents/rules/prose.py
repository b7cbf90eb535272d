"""Official texts as safe HTML: what markup may stand in a document, and the words in it."""

import nh3
from selectolax.lexbor import LexborHTMLParser

BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "blockquote", "br", "ul",
     "ol", "dl", "dt", "dd", "caption"}
)  # fmt: skip

TAGS = {
    "h2", "h3", "h4", "p", "br", "hr", "ul", "ol", "li", "blockquote", "strong", "em", "u", "sub",
    "sup", "a", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
# What an official letter needs beyond paragraphs: the signature at the right, a centred line.
CLASSES = {"p": {"right", "center"}}


def clean(html: str) -> str:
    """Return the text with nothing but the markup a document may carry.

    Scripts and styles go with what is in them; any other foreign tag goes and its words stay.
    """
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "noscript"},
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
        strip_comments=True,
    ).strip()


def plain(html: str) -> str:
    """Return the words of an HTML text, a line for each block; cells are parted by a space."""
    if not html:
        return ""
    root = LexborHTMLParser(html).body
    if root is None:
        return ""
    parts: list[str] = []
    for node in root.traverse(include_text=True):
        if node.is_text_node:
            parts.append(node.text_content or "")
        elif node.tag in BLOCKS:
            parts.append("\n")
        elif node.tag in {"td", "th"}:
            parts.append(" ")
    lines = (" ".join(line.split()) for line in "".join(parts).splitlines())
    return "\n".join(line for line in lines if line)
