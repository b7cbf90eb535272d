"""A public document as PDF, set by typst from the same blocks as the Word file."""

import json
import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.documents.models import Document
from gongkai.documents.renditions.facts import facts
from gongkai.documents.renditions.pictures import picture
from gongkai.documents.rules import blocks as rules
from gongkai.printing.faces import fonts, known

TEMPLATE = Path(__file__).with_name("document.typ")
JPEG = b"\xff\xd8"


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
    laid = [_given(block) for block in blocks]
    given = {
        "title": document.title,
        "issuer": document.issuer,
        "address": address,
        "page": _("Page {}"),
        "lang": "en" if (get_language() or "").startswith("en") else "zh",
        "fonts": known(),
        "facts": facts(document, today),
        "blocks": laid,
    }
    with TemporaryDirectory() as folder:
        root = Path(folder)
        _lay_pictures(document, laid, root)
        return typst.compile(
            Path(shutil.copy(TEMPLATE, root)),
            root=root,
            font_paths=fonts(),
            sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        )


def _lay_pictures(document: Document, given: list[dict[str, Any]], folder: Path) -> None:
    """Put the pictures where the template reads them; a word stands for one that cannot be read."""
    for number, block in enumerate(given):
        if block["kind"] == "picture":
            content = picture(document, block.pop("address"))
            block["file"] = f"{number}.{'jpg' if content[:2] == JPEG else 'png'}" if content else ""
            if content:
                (folder / block["file"]).write_bytes(content)


def _given(block: rules.Block) -> dict[str, Any]:
    match block:
        case rules.Heading(level=level, runs=runs):
            return {"kind": "heading", "level": level, "runs": _runs(runs)}
        case rules.Paragraph(runs=runs, align=align):
            return {"kind": "paragraph", "align": align, "runs": _runs(runs)}
        case rules.Entry(runs=runs, depth=depth, number=number):
            mark = f"{number}." if number is not None else "•"
            return {"kind": "entry", "depth": depth, "mark": mark, "runs": _runs(runs)}
        case rules.Picture():
            return {
                "kind": "picture",
                "address": block.address,
                "words": block.words,
                "left_out": block.left_out,
            }
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
