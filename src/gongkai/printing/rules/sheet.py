"""An official letter before it is set: what stands where, in the order of GB/T 9704.

Word and PDF are set from the same sheet, so they cannot say different things.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Style(StrEnum):
    """What a line of the text is."""

    TEXT = "text"  # a paragraph, indented by two characters
    HEADING = "heading"  # 一、…
    ITEM = "item"  # one of a list
    BLANK = "blank"  # to be filled in by hand


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the text."""

    text: str
    style: Style = Style.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter.

    Attributes:
        letterhead: The body's full name, set in red above the rule.
        number: Such as 公复〔2026〕12号; empty while none is given.
        addressee: Whom it speaks to, without the colon.
        facts: Rows of a table in the text, (name, value).
        facts_at: Before which line the table stands.
        enclosures: What goes with it, in order (附件).
        signer: Whose seal stands on the date; empty where nothing is sealed.
        dated: The date in words, such as 2026年11月22日.
        mark: Set across each page of what is not yet valid, such as 草稿.
        slip: A page to be filled in and sent back.
    """

    letterhead: str
    number: str
    title: str
    addressee: str
    lines: tuple[Line, ...]
    signer: str
    dated: str
    facts: tuple[tuple[str, str], ...] = ()
    facts_at: int = 0
    enclosures: tuple[str, ...] = ()
    contact: str = ""
    mark: str = ""
    slip: "Sheet | None" = field(default=None)

    @property
    def whole_text(self) -> str:
        """Everything that can be read on it, for the checks before it goes out."""
        own = [self.title, self.addressee, *(line.text for line in self.lines)]
        own += [f"{name} {value}" for name, value in self.facts] + list(self.enclosures)
        return "\n".join([*own, self.slip.whole_text if self.slip else ""])


def numbered(enclosures: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Return the list of enclosures as printed: the label of the first, the number, the name.

    One alone bears no number. A name that runs over goes on under its own first character.
    """
    several = len(enclosures) > 1
    return tuple(
        ("附件：" if place == 1 else "", f"{place}．" if several else "", name)
        for place, name in enumerate(enclosures, start=1)
    )
