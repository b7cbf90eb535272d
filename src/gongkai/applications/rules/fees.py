"""The processing fee (信息处理费; 国办函〔2020〕109号): by item or by page, never both.

Both tariffs are progressive on the excess: each item or page costs what its own band says.
"""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """What is counted. One request is charged on one basis."""

    ITEM = "item"  # 按件
    PAGE = "page"  # 按量


FREE_ITEMS = 10  # 109号: per applicant and calendar month
FIRST_RATE_LAST_ITEM = 30  # 109号: items 11 to 30
FIRST_ITEM_RATE_YUAN = 100  # 109号
ITEM_STEP = 10  # 109号: each further ten items
ITEM_STEP_YUAN = 100  # 109号: raise the rate by 100 yuan

# 109号: (last page of the band, yuan a page)
PAGE_BANDS = ((30, 0), (100, 10), (200, 20))
PAGE_RATE_BEYOND_YUAN = 40  # 109号: page 201 and after


def item_rate(number: int) -> int:
    """Return the yuan that the n-th item of an applicant in a calendar month costs.

    Raises:
        ValueError: The number is less than one.
    """
    if number < 1:
        msg = f"items are numbered from 1, got {number}"
        raise ValueError(msg)
    if number <= FREE_ITEMS:
        return 0
    if number <= FIRST_RATE_LAST_ITEM:
        return FIRST_ITEM_RATE_YUAN
    steps = (number - FIRST_RATE_LAST_ITEM - 1) // ITEM_STEP + 1
    return FIRST_ITEM_RATE_YUAN + steps * ITEM_STEP_YUAN


def page_rate(number: int) -> int:
    """Return the yuan that the n-th page of one request costs.

    Raises:
        ValueError: The number is less than one.
    """
    if number < 1:
        msg = f"pages are numbered from 1, got {number}"
        raise ValueError(msg)
    for last, rate in PAGE_BANDS:
        if number <= last:
            return rate
    return PAGE_RATE_BEYOND_YUAN


def by_items(items: int, *, before: int = 0) -> int:
    """Return the yuan for some items.

    Args:
        items: Items now charged, at least 0.
        before: Items of the same applicant earlier in the same calendar month.
    """
    _require_count(items)
    _require_count(before)
    return sum(item_rate(number) for number in range(before + 1, before + items + 1))


def by_pages(pages: int) -> int:
    """Return the yuan for the pages (paper, e-mail or copied data) of one request."""
    _require_count(pages)
    total, counted = 0, 0
    for last, rate in PAGE_BANDS:
        in_band = max(0, min(pages, last) - counted)
        total += in_band * rate
        counted += in_band
    return total + (pages - counted) * PAGE_RATE_BEYOND_YUAN


def _require_count(count: int) -> None:
    if count < 0:
        msg = f"a count cannot be negative, got {count}"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Charge:
    """What a fee notice must state: the basis, the count and the amount.

    Attributes:
        basis: Item or page.
        count: Items or pages.
        before: Of items: those of the same applicant earlier in the calendar month.
    """

    basis: Basis
    count: int
    before: int = 0

    @property
    def yuan(self) -> int:
        """The amount."""
        if self.basis is Basis.PAGE:
            return by_pages(self.count)
        return by_items(self.count, before=self.before)
