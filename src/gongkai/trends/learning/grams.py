"""What a model knows a letter by: words, pairs of words and runs of one to three signs.

Four blocks stand side by side, each weighed by rarity, softened by logarithm and brought to length
one by itself: words and pairs of words, runs of signs, and the same two for the lead alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from gongkai.trends.learning.table import Places
from gongkai.trends.learning.wording import Stretch, Wording, signs_of

Numbers = NDArray[np.int64]
Matrix = Any  # scipy's sparse matrices carry no types

SIGN_BITS = 18  # every Han extension fits
RUN_MAX = 3
LETTERS_MIN = {"words": 2, "signs": 3, "lead_words": 2, "lead_signs": 2}
BLOCKS = ("words", "signs", "lead_words", "lead_signs")
SHARES = {"words": 1.0, "signs": 1.0, "lead_words": 0.6, "lead_signs": 0.6}
PAIR = 1 << 31  # a pair of words a, b is the number (a + 1) * PAIR + b


@dataclass(frozen=True, slots=True)
class Found:
    """One row for each time that something stands in a letter: its number and the letter."""

    keys: Numbers
    letters: Numbers


def runs(stretch: Stretch) -> Found:
    """Return the runs of one to three signs. No run goes from one letter into the next."""
    keys, letters = [], []
    values, owner = stretch.values, stretch.letters
    key = values + 1
    for length in range(1, RUN_MAX + 1):
        if length > 1:
            if len(values) < length:
                break
            key = (key[:-1] << SIGN_BITS) | (values[length - 1 :] + 1)
        same = owner[: len(key)] == owner[length - 1 :]
        keys.append(key[same])
        letters.append(owner[: len(key)][same])
    return Found(np.concatenate(keys), np.concatenate(letters))


def words_and_pairs(words: Sequence[Sequence[str]], known: dict[str, int], *, pairs: bool) -> Found:
    """Return the known words of letters and, as numbers beyond them, the pairs."""
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    each = map(known.get, chain.from_iterable(words), repeat(-1))
    places = np.fromiter(each, dtype=np.int64, count=int(lengths.sum()))
    owner = np.repeat(np.arange(len(words), dtype=np.int64), lengths)
    there = places >= 0
    keys, letters = [places[there]], [owner[there]]
    if pairs and len(places) > 1:
        beside = there[:-1] & there[1:] & (owner[:-1] == owner[1:])
        keys.append(((places[:-1] + 1) * PAIR + places[1:])[beside])
        letters.append(owner[:-1][beside])
    return Found(np.concatenate(keys), np.concatenate(letters))


def counted(found: Found, width: int, letters: int) -> Matrix:
    """Return how often each thing stands in each letter. Unknown things (-1) are left out."""
    known = found.keys >= 0
    # Half as wide numbers are sorted in half the time.
    kind = np.int32 if letters * width < 1 << 31 else np.int64
    cells: NDArray[Any] = (found.letters[known] * width + found.keys[known]).astype(kind)
    cells.sort()
    new = np.ones(len(cells), dtype=np.bool_)
    new[1:] = cells[1:] != cells[:-1]
    starts = np.flatnonzero(new)
    counts = np.diff(np.append(starts, len(cells)))
    cells = cells[starts]
    rows = np.searchsorted(cells, np.arange(letters + 1, dtype=np.int64) * width)
    firsts = np.repeat(np.arange(letters, dtype=np.int64) * width, np.diff(rows))
    return scipy.sparse.csr_matrix(
        (
            counts.astype(np.float32),
            np.subtract(cells, firsts).astype(np.int32),
            rows.astype(np.int32),
        ),
        shape=(letters, width),
    )


def frequent(found: Found, letters_min: int) -> tuple[Numbers, Numbers]:
    """Return the numbers that stand in enough letters, sorted, and in how many they do."""
    order = np.lexsort((found.letters, found.keys))
    keys, letters = found.keys[order], found.letters[order]
    if not len(keys):
        return keys, keys
    new = np.ones(len(keys), dtype=np.bool_)
    new[1:] = (keys[1:] != keys[:-1]) | (letters[1:] != letters[:-1])
    names, count = np.unique(keys[new], return_counts=True)
    enough = count >= letters_min
    return names[enough], count[enough]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a vocabulary: what it knows, sorted, and how much each thing weighs."""

    keys: Numbers
    weights: NDArray[np.float32]
    places: Places

    @classmethod
    def of(cls, keys: Numbers, weights: NDArray[np.float32]) -> "Block":
        """Make a block ready to be asked."""
        return cls(keys, weights, Places(keys))

    def weighed(self, found: Found, letters: int, share: float) -> Matrix:
        """Return the weighed rows of letters, each of length `share`."""
        at = self.places.find(found.keys).astype(np.int64)
        made = counted(Found(at, found.letters), max(1, len(self.keys)), letters)
        made.data = (1 + np.log(made.data)) * self.weights[made.indices]
        squares = np.add.reduceat(
            np.append(made.data**2, np.float32(0)), np.minimum(made.indptr[:-1], made.nnz)
        )
        squares[np.diff(made.indptr) == 0] = 0
        norms = np.where(squares > 0, share / np.sqrt(np.maximum(squares, 1e-12)), 0)
        made.data *= np.repeat(norms.astype(np.float32), np.diff(made.indptr))
        return made


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything a model knows letters by: the words in their order, and the four blocks."""

    words: dict[str, int]
    blocks: dict[str, Block]

    @property
    def width(self) -> int:
        """How many columns a row has."""
        return sum(max(1, len(self.blocks[name].keys)) for name in BLOCKS)

    def parts(self, letters: Sequence[Wording]) -> dict[str, Matrix]:
        """Return the weighed rows of letters, block by block."""
        found = found_in(letters, self.words)
        return {
            name: self.blocks[name].weighed(found[name], len(letters), SHARES[name])
            for name in BLOCKS
        }

    def rows(self, letters: Sequence[Wording]) -> Matrix:
        """Return letters as rows of weights, block beside block."""
        return scipy.sparse.hstack(list(self.parts(letters).values()), format="csr")


def found_in(letters: Sequence[Wording], known: dict[str, int]) -> dict[str, Found]:
    """Return what stands in letters, for each block."""
    lead = [letter.words[: letter.lead_words] for letter in letters]
    return {
        "words": words_and_pairs([letter.words for letter in letters], known, pairs=True),
        "signs": runs(signs_of(letter.signs for letter in letters)),
        "lead_words": words_and_pairs(lead, known, pairs=False),
        "lead_signs": runs(signs_of(letter.signs[: letter.lead_signs] for letter in letters)),
    }


def learn(letters: Sequence[Wording]) -> Vocabulary:
    """Learn the vocabulary of letters."""
    seen: dict[str, int] = {}
    for letter in letters:
        for word in set(letter.words):
            seen[word] = seen.get(word, 0) + 1
    kept = sorted(word for word, count in seen.items() if count >= LETTERS_MIN["words"])
    known = {word: place for place, word in enumerate(kept)}
    blocks = {}
    for name, found in found_in(letters, known).items():
        keys, count = frequent(found, LETTERS_MIN[name])
        rarity = np.log((1 + len(letters)) / (1 + count)) + 1
        blocks[name] = Block.of(keys, rarity.astype(np.float32))
    return Vocabulary(known, blocks)
