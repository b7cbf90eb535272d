"""A table from numbers to places that answers for a million numbers at once."""

import numpy as np
from numpy.typing import NDArray

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
EMPTY = np.int64(-1)


class Places:
    """Where each of a set of numbers, 0 or more, stands in its list; -1 for all others."""

    def __init__(self, keys: NDArray[np.int64]) -> None:
        self.keys = keys
        bits = max(4, int(len(keys) * 2.5).bit_length())
        self._shift = np.uint64(64 - bits)
        self._mask = np.int64((1 << bits) - 1)
        self._held = np.full(1 << bits, EMPTY, dtype=np.int64)
        self._place = np.full(1 << bits, -1, dtype=np.int32)
        self._fill(keys)

    def _slots(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        with np.errstate(over="ignore"):
            mixed = keys.astype(np.uint64) * _GOLDEN
        slots: NDArray[np.int64] = (mixed >> self._shift).astype(np.int64)
        return slots

    def _fill(self, keys: NDArray[np.int64]) -> None:
        rest = np.arange(len(keys))
        slots = self._slots(keys)
        while len(rest):
            free = self._held[slots] == EMPTY
            self._held[slots[free]] = keys[rest[free]]  # of several, the last one stays
            won = free & (self._held[slots] == keys[rest])
            self._place[slots[won]] = rest[won]
            rest, slots = rest[~won], (slots[~won] + 1) & self._mask

    def find(self, keys: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the place of each number, -1 where it is unknown."""
        slots = self._slots(keys)
        held = self._held[slots]
        found = np.where(held == keys, self._place[slots], np.int32(-1)).astype(np.int32)
        rest = np.flatnonzero((held != keys) & (held != EMPTY))
        at = slots[rest]
        while len(rest):
            at = (at + 1) & self._mask
            held = self._held[at]
            same = held == keys[rest]
            found[rest[same]] = self._place[at[same]]
            going = ~same & (held != EMPTY)
            rest, at = rest[going], at[going]
        return found
