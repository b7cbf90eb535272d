"""Dates and times as other systems write them."""

import re
from datetime import datetime

_MOMENT = re.compile(
    r"\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[\sT]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?秒?)?)?"
)
_PACKED = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?\s*$")


def read_moment(text: str) -> datetime | None:
    """Return the moment that a cell names, at midnight when it names a day; None when none."""
    found = _MOMENT.match(text) or _PACKED.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        # Civil time of the place where the letter was written; nothing is converted.
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
