"""A paper as HTML: headings, numbered paragraphs, tables, signature, as an office sets them."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import count

HAN = "零一二三四五六七八九"
TEN, HUNDRED = 10, 100


def han(value: int) -> str:
    """Return a number from 1 to 199 in Chinese characters.

    Raises:
        ValueError: The number is out of range.
    """
    if not 0 < value < 2 * HUNDRED:
        msg = f"cannot write {value} in characters"
        raise ValueError(msg)
    if value >= HUNDRED:
        rest = value - HUNDRED
        if not rest:
            return "一百"
        if rest < TEN:
            return f"一百零{HAN[rest]}"
        return "一百" + ("一" if rest < 2 * TEN else "") + han(rest)
    tens, ones = divmod(value, TEN)
    head = "" if not tens else ("十" if tens == 1 else f"{HAN[tens]}十")
    return head + (HAN[ones] if ones or not tens else "")


class Paper:
    """A text that grows from top to bottom and counts its own headings."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._chapters = count(1)
        self._articles = count(1)
        self._sections = count(1)
        self._points = count(1)

    @property
    def html(self) -> str:
        """The text so far."""
        return "\n".join(self._parts)

    def text(self, *paragraphs: str) -> "Paper":
        """Add plain paragraphs."""
        self._parts.extend(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
        return self

    def to(self, addressees: str) -> "Paper":
        """Add the line that names whom the paper is for."""
        return self.text(f"{addressees}：")

    def chapter(self, heading: str) -> "Paper":
        """Add a chapter of a set of rules (第一章)."""
        return self._heading(2, f"第{han(next(self._chapters))}章　{heading}")

    def article(self, *paragraphs: str) -> "Paper":
        """Add an article (第一条), its further paragraphs unnumbered."""
        first, *rest = paragraphs
        return self.text(f"第{han(next(self._articles))}条　{first}", *rest)

    def section(self, heading: str) -> "Paper":
        """Add a section (一、); points begin anew."""
        self._points = count(1)
        return self._heading(2, f"{han(next(self._sections))}、{heading}")

    def point(self, text: str) -> "Paper":
        """Add a numbered paragraph of a section (（一）)."""
        return self.text(f"（{han(next(self._points))}）{text}")

    def steps(self, texts: Iterable[str]) -> "Paper":
        """Add paragraphs numbered 1. 2. 3."""
        return self.text(*(f"{place}.{text}" for place, text in enumerate(texts, 1)))

    def heading(self, text: str) -> "Paper":
        """Add a heading without a number."""
        return self._heading(2, text)

    def subheading(self, text: str) -> "Paper":
        """Add a heading of the third level."""
        return self._heading(3, text)

    def items(self, texts: Iterable[str]) -> "Paper":
        """Add an unordered list."""
        rows = "".join(f"<li>{escape(text, quote=False)}</li>" for text in texts)
        self._parts.append(f"<ul>{rows}</ul>")
        return self

    def table(self, caption: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> "Paper":
        """Add a table with a caption and one row of headings."""
        top = "".join(f'<th scope="col">{escape(cell, quote=False)}</th>' for cell in head)
        body = "".join(
            "<tr>"
            + "".join(f"<td>{escape(str(cell), quote=False)}</td>" for cell in row)
            + "</tr>\n"
            for row in rows
        )
        title = f"<caption>{escape(caption, quote=False)}</caption>" if caption else ""
        self._parts.append(
            f"<table>{title}<thead><tr>{top}</tr></thead>\n<tbody>{body}</tbody></table>"
        )
        return self

    def lines(self, rows: Sequence[str]) -> "Paper":
        """Add a table written as lines: its caption, its headings and its rows parted by |."""
        caption, head, *body = rows
        return self.table(caption, head.split("|"), [row.split("|") for row in body])

    def annexes(self, names: Sequence[str]) -> "Paper":
        """Add the note that lists what is attached."""
        if len(names) == 1:
            return self.text(f"附件：{names[0]}")
        return self.text("附件：", *(f"{place}.{name}" for place, name in enumerate(names, 1)))

    def sign(self, *lines: str) -> "Paper":
        """Add the signature and the date at the right."""
        self._parts.extend(f'<p class="right">{escape(line, quote=False)}</p>' for line in lines)
        return self

    def mark(self, text: str = "（此件公开发布）") -> "Paper":
        """Add the mark of disclosure below the date."""
        return self.text(text)

    def _heading(self, level: int, text: str) -> "Paper":
        self._parts.append(f"<h{level}>{escape(text, quote=False)}</h{level}>")
        return self
