"""Official texts as safe HTML: what markup may stand in a document, and the words in it."""

from selectolax.lexbor import LexborHTMLParser

BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "blockquote", "br", "ul",
     "ol", "dl", "dt", "dd", "caption"}
)  # fmt: skip


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
