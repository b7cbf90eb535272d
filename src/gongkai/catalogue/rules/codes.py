"""Codes that name an item through all versions of a directory, whatever number is printed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Names = tuple[str, ...]  # area code, first, second and third level

SERIAL_DIGITS = 3


def code(area: str, serial: int) -> str:
    """Return an item's code, such as education-007."""
    return f"{area}-{serial:0{SERIAL_DIGITS}d}"


def serial(said: str) -> int:
    """Return the serial number in a code; 0 for a code of another make."""
    tail = said.rpartition("-")[2]
    return int(tail) if tail.isdecimal() else 0


def assign(
    wanted: Sequence[Names], known: Mapping[Names, Iterable[str]], used: Iterable[str]
) -> list[str]:
    """Return a code for each item: the one that its names had before, or the area's next.

    Args:
        wanted: The items' names in order.
        known: Codes that these names have had, the newest version's first.
        used: Every code ever given for this body and tier; none is given twice.
    """
    last: defaultdict[str, int] = defaultdict(int)
    for said in used:
        area = said.rpartition("-")[0]
        last[area] = max(last[area], serial(said))
    left = {names: list(dict.fromkeys(codes)) for names, codes in known.items()}
    given: set[str] = set()
    codes = []
    for names in wanted:
        kept = next((said for said in left.get(names, []) if said not in given), None)
        if kept is None:
            last[names[0]] += 1
            kept = code(names[0], last[names[0]])
        given.add(kept)
        codes.append(kept)
    return codes
