"""A public document as PDF, set by typst from the same blocks as the Word file."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.documents.models import Document
from gongkai.documents.renditions.facts import facts
from gongkai.documents.rules import blocks as rules
from gongkai.printing.faces import fonts, known

TEMPLATE = Path(__file__).with_name("document.typ")


def pdf(document: Document, address: str, today: date) -> bytes:
    """Return the PDF of what the public reads.

    Args:
        document: A published document.
        address: Its permanent address, printed at the foot of each page.
        today: The day for which its validity is stated.

    Raises:
        FontMissingError: There is no face for Chinese.
    """
    blocks = [*rules.blocks(document.body)]
    if document.mark:
        blocks.append(rules.Paragraph((rules.Run(document.mark),)))
    given = {
        "title": document.title,
        "issuer": document.issuer,
        "address": address,
        "page": _("Page {}"),
        "lang": "en" if (get_language() or "").startswith("en") else "zh",
        "fonts": known(),
        "facts": facts(document, today),
        "blocks": [_given(block) for block in blocks],
    }
    return typst.compile(
        TEMPLATE,
        font_paths=fonts(),
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
    )


def _given(block: rules.Block) -> dict[str, Any]:
    match block:
        case rules.Heading(level=level, runs=runs):
            return {"kind": "heading", "level": level, "runs": _runs(runs)}
        case rules.Paragraph(runs=runs, align=align):
            return {"kind": "paragraph", "align": align, "runs": _runs(runs)}
        case rules.Entry(runs=runs, depth=depth, number=number):
            mark = f"{number}." if number is not None else "•"
            return {"kind": "entry", "depth": depth, "mark": mark, "runs": _runs(runs)}
        case rules.Table():
            return _table(block)


def _runs(runs: tuple[rules.Run, ...]) -> list[dict[str, Any]]:
    return [{"text": run.text, "strong": run.strong, "emphasis": run.emphasis} for run in runs]


def _table(block: rules.Table) -> dict[str, Any]:
    laid = rules.grid(block.rows)
    cells = [
        {
            "x": x,
            "y": y,
            "rows": min(cell.rows, len(laid) - y),
            "columns": min(cell.columns, block.width - x),
            "header": cell.header,
            "text": cell.text,
        }
        for y, line in enumerate(laid)
        for x, cell in enumerate(line)
        if cell is not None
    ]
    return {"kind": "table", "width": block.width, "cells": cells}
