"""An official sheet as PDF, set by typst. The same sheet gives the same bytes."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from gongkai.printing.faces import fonts, known, known_for_letters
from gongkai.printing.rules.sheet import Sheet, numbered

TEMPLATE = Path(__file__).with_name("sheet.typ")


def pdf(sheet: Sheet) -> bytes:
    """Return a letter as PDF.

    Raises:
        FontMissingError: There is no face for Chinese.
    """
    sheets = [sheet, *([sheet.slip] if sheet.slip else [])]
    given = {
        "fonts": known(),
        "letter_fonts": known_for_letters(),
        "mark": sheet.mark,
        "sheets": [_given(one) for one in sheets],
    }
    return typst.compile(
        TEMPLATE,
        font_paths=fonts(),
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        # The instant of setting is no part of a letter; its date is printed on it.
        timestamp=int(datetime(2000, 1, 1, tzinfo=UTC).timestamp()),
    )


def _given(sheet: Sheet) -> dict[str, Any]:
    return {
        "letterhead": sheet.letterhead,
        "number": sheet.number,
        "title": sheet.title,
        "addressee": sheet.addressee,
        "facts_at": sheet.facts_at,
        "facts": [list(fact) for fact in sheet.facts],
        "lines": [{"style": line.style.value, "text": line.text} for line in sheet.lines],
        "enclosures": [list(one) for one in numbered(sheet.enclosures)],
        "signer": sheet.signer,
        "dated": sheet.dated,
        "contact": sheet.contact,
    }
