"""Document numbers (文号) and index numbers (索引号), however they are typed.

Brackets, spaces, 第 and 号 say nothing:
国办发〔2019〕6号, 国办发[2019]第6号 and 国办发2019 6 are one.
"""

import re
from functools import lru_cache

from gongkai.search.rules.text import fold, runs, squeeze

_SILENT = str.maketrans("", "", "第号")
_DOCUMENT_NUMBER = re.compile(r"[一-鿿]{1,12}(?:19|20)\d\d\d{1,5}")
_LAST = re.compile(r"\d+")
_YEAR_FIRST = 1900
_SERIAL_MAX = 0xFFFFFF
_PREFIX_BYTES = 4


def spelled(number: str) -> str:
    """Return the letters and digits by which two spellings of one number are equal."""
    return squeeze(number).translate(_SILENT)


def is_document_number(plain: str) -> bool:
    """Say whether a spelled query is a document number and nothing else."""
    return _DOCUMENT_NUMBER.fullmatch(plain) is not None


def looks_like_number(text: str) -> bool:
    """Say whether a query could be a document or index number as a whole."""
    plain = spelled(text)
    return 3 <= len(plain) <= 60 and any(sign.isdigit() for sign in plain)


@lru_cache(maxsize=10_000)
def _prefix_order(prefix: str) -> int:
    """Return where a prefix stands among others: GB 2312 puts common characters by sound."""
    coded = prefix.encode("gb18030", "replace")[:_PREFIX_BYTES]
    return int.from_bytes(coded.ljust(_PREFIX_BYTES, b"\0"), "big")


def order(number: str) -> int | None:
    """Return an unsigned 64-bit number by which document numbers sort: prefix, year, serial.

    None when there is no number.
    """
    plain = fold(number)
    parts = runs(plain)
    if not parts:
        return None
    figures = [int(part[:9]) for part in _LAST.findall(plain)]
    year, serial = (figures[0], figures[-1]) if len(figures) > 1 else (0, (figures or [0])[0])
    year = min(max(year - _YEAR_FIRST, 0), 0xFF)
    return _prefix_order(parts[0]) << 32 | year << 24 | min(serial, _SERIAL_MAX)
