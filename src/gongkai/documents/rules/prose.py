"""Official texts as safe HTML: what markup may stand in a document, and the words in it."""

import re

import nh3
from selectolax.lexbor import LexborHTMLParser

BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "blockquote", "br", "ul",
     "ol", "dl", "dt", "dd", "caption"}
)  # fmt: skip

TAGS = {
    "h2", "h3", "h4", "p", "br", "hr", "ul", "ol", "li", "blockquote", "strong", "em", "u", "sub",
    "sup", "a", "img", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
# A picture is a file of the document itself: nothing is fetched from elsewhere when a page is read.
_OWN_FILE = re.compile(r"(?:/[a-z-]+)?/documents/[\w-]+/files/[\w-]+/[^/?#]+")
_NO_PICTURE = re.compile(r"<img(?![^>]* src=)[^>]*>")

# What an official letter needs beyond paragraphs: the signature at the right, a centred line.
CLASSES = {"p": {"right", "center"}}


def clean(html: str) -> str:
    """Return the text with nothing but the markup a document may carry.

    Scripts and styles go with what is in them; any other foreign tag goes and its words stay.
    """
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "noscript"},
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
        strip_comments=True,
    )
    return _NO_PICTURE.sub("", cleaned).strip()


def _kept(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute; None for the address of a picture that is not our own."""
    if (tag, name) == ("img", "src") and not _OWN_FILE.fullmatch(value):
        return None
    return value


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
