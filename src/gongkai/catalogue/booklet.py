"""A version of a directory as a booklet: PDF set by typst, its version at the foot of each page."""

import json
from pathlib import Path

import typst

from gongkai.catalogue.exports import items_of, row_of
from gongkai.catalogue.models import Directory
from gongkai.catalogue.rules import form
from gongkai.printing.faces import fonts, known

TEMPLATE = Path(__file__).with_name("booklet.typ")
CONTENT_PLACE, LEVELS_FROM = 4, 13  # places in the printed form
TIERS = {"county": "县级部门", "township": "乡镇", "subdistrict": "街道"}


def as_pdf(directory: Directory, address: str) -> bytes:
    """Return a version as a booklet on A4 across, in the printed form of 国办发〔2019〕54号.

    Args:
        directory: The version.
        address: Its permanent address, printed on the cover.

    Raises:
        FontMissingError: There is no face for Chinese.
    """
    groups = [
        {
            "number": area.number,
            "name": area.name,
            "rows": [_cells(form.cells(row_of(item))) for item in items],
        }
        for area, items in items_of(directory)
    ]
    day = directory.version_on
    given = {
        "title": directory.title,
        "body": directory.body.name,
        "tier": TIERS.get(directory.tier, directory.tier),
        "version": f"{day.year}年{day.month}月{day.day}日版",
        "address": address,
        "fonts": known(),
        "headings": _headings(),
        "groups": groups,
        "areas": len(groups),
        "items": directory.items.count(),
    }
    return typst.compile(
        TEMPLATE,
        font_paths=fonts(),
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
    )


def _cells(cells: list[str]) -> list[str]:
    """Return a row as it stands on paper: the three levels of a matter in one cell, the levels of
    government in another.
    """
    names = [lower.removesuffix("级") for _upper, lower in form.HEADINGS[LEVELS_FROM:]]
    ticked = [name for name, tick in zip(names, cells[LEVELS_FROM:], strict=True) if tick]
    matter = " / ".join(part for part in cells[1:CONTENT_PLACE] if part)
    return [cells[0], matter, *cells[CONTENT_PLACE:LEVELS_FROM], "、".join(ticked)]


def _headings() -> list[tuple[str, str]]:
    return [
        form.HEADINGS[0],
        ("公开事项", ""),
        *form.HEADINGS[CONTENT_PLACE:LEVELS_FROM],
        ("公开层级", ""),
    ]
