"""A letter's template with its fields put in: plain lines, one paragraph each.

The first line is the title. Marks at the beginning of a line:

    到：   whom it speaks to
    #     a heading
    @     a row of the table of facts, name and value parted by the first space
    ?     the line is left out when one of its fields is empty
    =     the same marks, for the page that is sent back; =_ is a line to be filled in by hand

A field that a template names and nobody gives is an error, so that no brace ever leaves the house.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.printing.rules.sheet import Line, Style

_FIELD = re.compile(r"\{(\w+)\}")
_STOPS = ("。", "！", "？", "；", "…", ".", "!", "?", ";")


class UnknownFieldError(ValueError):
    """A template names a field that is not given."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


@dataclass(slots=True)
class Composed:
    """A letter's words, ready to be set."""

    title: str = ""
    addressee: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    facts_at: int = 0
    lines: list[Line] = field(default_factory=list)
    slip: "Composed | None" = None


def compose(template: str, fields: Mapping[str, str]) -> Composed:
    """Return a template with its fields put in.

    A field of several paragraphs becomes several paragraphs.

    Raises:
        UnknownFieldError: The template names a field that is not given.
    """
    unknown = sorted({name for name in _FIELD.findall(template) if name not in fields})
    if unknown:
        raise UnknownFieldError(unknown)
    found = Composed()
    for row in template.splitlines():
        if row.startswith("="):
            found.slip = found.slip or Composed()
            _add(found.slip, row[1:], fields)
        elif row.strip():
            _add(found, row, fields)
    return found


def _add(found: Composed, row: str, fields: Mapping[str, str]) -> None:
    if row.startswith("?"):
        row = row[1:]
        if not all(fields[name].strip() for name in _FIELD.findall(row)):
            return
    if not found.title:
        found.title = _filled(row, fields)
    elif row.startswith("到："):
        found.addressee = _filled(row[2:], fields)
    elif row.startswith("@"):
        found.facts_at = found.facts_at if found.facts else len(found.lines)
        name, _, value = row[1:].partition(" ")
        found.facts.append((name, _filled(value, fields)))
    elif row.startswith("#"):
        found.lines.append(Line(_filled(row[1:], fields), Style.HEADING))
    elif row.startswith("_"):
        found.lines.append(Line(_filled(row[1:], fields), Style.BLANK))
    else:
        paragraphs = _ended(row, _filled(row, fields)).splitlines()
        found.lines += [Line(text.strip()) for text in paragraphs if text.strip()]


def _ended(row: str, text: str) -> str:
    """Return a sentence that ends in what a person wrote with its full stop."""
    written = row.endswith("}") and not row.startswith("{")
    return text if not written or text.rstrip("”’）)").endswith(_STOPS) else f"{text}。"


def _filled(text: str, fields: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda match: fields[match[1]].strip(), text)
