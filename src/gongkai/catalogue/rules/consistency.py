"""What an item must agree with: itself, Order 711 and the form of 国办发〔2019〕54号."""

import re
from collections.abc import Iterable, Iterator

from gongkai.catalogue.rules import channels, timing
from gongkai.catalogue.rules.doubts import Column, Doubt, Reason, shortened
from gongkai.catalogue.rules.items import Item

# Order 492 of 2007 is the text that Order 711 replaced on 15 May 2019.
OLD_ORDER = re.compile(r"(?:国务院令|国令|令)\s*[（(〔\[]?\s*第?\s*492\s*号|第\s*492\s*号")
NEEDED = (Column.LEVEL1, Column.CONTENT, Column.BASIS, Column.TIME_LIMIT, Column.PUBLISHER)


def doubts(item: Item) -> Iterator[Doubt]:
    """Yield what does not agree in one item."""
    for column, reason, value in _disagreements(item):
        yield Doubt(item.row, column, reason, shortened(value))


def repeated(items: Iterable[Item]) -> Iterator[Doubt]:
    """Yield the items of one area that say the same thing as one before them."""
    seen: set[tuple[str, ...]] = set()
    for item in items:
        named = (item.area, item.level1, item.level2, item.level3, item.content)
        if named in seen:
            yield Doubt(item.row, Column.LEVEL1, Reason.TWICE, shortened(item.level1))
        seen.add(named)


def _disagreements(item: Item) -> Iterator[tuple[Column, Reason, str]]:
    for column in NEEDED:
        if not getattr(item, column.value):
            yield column, Reason.MISSING, ""
    yield from _limit(item)
    if OLD_ORDER.search(item.basis):
        yield Column.BASIS, Reason.OLD_ORDER, item.basis
    yield from _mode(item)
    if not item.audience_all and not item.audience_group:
        yield Column.AUDIENCE_ALL, Reason.NO_AUDIENCE, ""
    if not item.channels:
        yield Column.CHANNELS, Reason.NO_CHANNEL, ""
    elif item.active and not any(channels.is_website(name) for name in item.channels):
        yield Column.CHANNELS, Reason.NO_WEBSITE, "；".join(item.channels)
    if not item.levels:
        yield Column.COUNTY, Reason.NO_LEVEL, ""


def _limit(item: Item) -> Iterator[tuple[Column, Reason, str]]:
    if not item.time_limit:
        return
    limit = timing.parse(item.time_limit)
    if limit is None:
        yield Column.TIME_LIMIT, Reason.TIME_LIMIT, item.time_limit
    elif not limit.within_law:
        yield Column.TIME_LIMIT, Reason.LONG_LIMIT, item.time_limit


def _mode(item: Item) -> Iterator[tuple[Column, Reason, str]]:
    if item.active and item.on_request:
        yield Column.ACTIVE, Reason.BOTH_MODES, ""
    elif not item.active and not item.on_request:
        yield Column.ACTIVE, Reason.NO_MODE, ""
    # What is open to everybody needs no request (Order 711, art. 19).
    elif item.audience_all and not item.active:
        yield Column.ON_REQUEST, Reason.ALL_ON_REQUEST, ""
