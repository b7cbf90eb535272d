"""Which letters are about one matter.

Letters that share a rare term are neighbours when they follow each other in time among the letters
with that term, so the number of pairs grows with the number of letters and not with its square.
Pairs that are alike enough join into groups. A group that is held together by chains alone falls
apart again: its letters must be like its middle, and groups with the same middle become one.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from gongkai.trends.learning.grams import Matrix

LINKING = 10  # heaviest terms of a letter that find it neighbours
LAGS = 3
LAGS_OF_MIDDLES = 12
MERGINGS = 2
ABSORBED = 0.36  # likeness of a letter without a group to the middle of one
ABSORBED_HERE, HERE, MATTER_HERE = 0.33, 0.45, 0.08  # the same, at the very place
MANY = 10
HEAVY_OF_MIDDLE = 24
TERMS_OF_MIDDLE = 500
ALIKE = 0.30
MIDDLE = 0.32  # the least likeness of a letter to the middle of its group
SAME = 0.38  # likeness of two middles that are one matter
REPEATED = 0.85  # likeness of matters from which on the place may differ
ALIKE_PLACE, MIDDLE_PLACE = 0.20, 0.35
ALIKE_MATTER, MIDDLE_MATTER, SAME_MATTER = 0.16, 0.25, 0.35
TIGHTER = 0.08
TRIMMINGS = 2
TRIMMED_MAX = 60  # letters; the middle of a greater group owes little to any one of them
TRIMMED_CHUNK = 2_000
LIKE_OTHERS = 0.28  # the least likeness of a letter to the sum of the others of its group
LIKE_OTHERS_SHARE = 0.58  # and of what is the mean there
ROUNDS = 4
LETTERS_MIN = 2
CHUNK = 50_000
ABSORBED_CHUNK = 20_000

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The group of each letter, -1 for none, and how like the middle of its group it is."""

    group: Places
    likeness: NDArray[np.float32]


def group(rows: Matrix, place: Matrix, matter: Matrix, named: NDArray[np.bool_]) -> Grouped:
    """Group letters given as rows of length 1, in the order of their time.

    Args:
        rows: Place and matter.
        place: The place alone: letters that name different places do not join.
        matter: The matter alone: letters from one place about different things do not join.
        named: Whose subject names a place.
    """
    first, second = neighbours(rows)
    alike = likeness(rows, first, second)
    same_matter = likeness(matter, first, second)
    alike[same_matter < ALIKE_MATTER] = 0
    # The same words about another place are the same matter: somebody's hand was in both.
    apart = named[first] & named[second] & (same_matter < REPEATED)
    alike[apart & (likeness(place, first, second) < ALIKE_PLACE)] = 0
    labels = np.full(rows.shape[0], -1, dtype=np.int64)
    waiting = np.ones(rows.shape[0], dtype=np.bool_)
    found = 0
    bound = ALIKE
    for _ in range(ROUNDS):
        keep = (alike >= bound) & waiting[first] & waiting[second]
        parts = _joined(rows.shape[0], first[keep], second[keep])
        parts[~waiting] = -1
        middle = _middles(rows, parts)
        near = _to_middle(rows, parts, middle)
        same_matter = _to_middle(matter, parts, _middles(matter, parts))
        near[same_matter < MIDDLE_MATTER] = 0
        far = _to_middle(place, parts, _middles(place, parts)) < MIDDLE_PLACE
        near[far & named & (same_matter < REPEATED)] = 0
        loose = _loose(parts, near)
        good = (parts >= 0) & ~loose & (near >= MIDDLE)
        labels[good] = parts[good] + found
        found += int(parts.max(initial=-1)) + 1
        waiting = (parts >= 0) & loose  # these fall apart at a higher bound
        bound += TIGHTER
        if not waiting.any():
            break
    return _settled(rows, place, matter, named, _numbered(labels))


def _settled(
    rows: Matrix, place: Matrix, matter: Matrix, named: NDArray[np.bool_], labels: Places
) -> Grouped:
    """Make groups with one middle one, take in letters that stand alone, and measure."""
    for _ in range(MERGINGS):
        labels = _merged(rows, place, matter, labels)
        labels = _absorbed(rows, place, matter, named, labels)
    for _ in range(TRIMMINGS):
        labels = _trimmed(rows, labels)
    return Grouped(labels, _to_middle(rows, labels, _middles(rows, labels)))


def neighbours(rows: Matrix, lags: int = LAGS) -> tuple[Places, Places]:
    """Return pairs of letters that share a heavy term and stand near each other in time."""
    owner = np.repeat(np.arange(rows.shape[0], dtype=np.int64), np.diff(rows.indptr))
    order = np.lexsort((-rows.data, owner))
    starts = rows.indptr[owner[order]]
    heavy = order[np.arange(len(order)) - starts < LINKING]
    terms, letters = rows.indices[heavy].astype(np.int64), owner[heavy]
    by_term = np.lexsort((letters, terms))
    terms, letters = terms[by_term], letters[by_term]
    pairs = []
    for lag in range(1, lags + 1):
        same = terms[:-lag] == terms[lag:]
        pairs.append(letters[:-lag][same] * rows.shape[0] + letters[lag:][same])
    cells = np.unique(np.concatenate(pairs)) if pairs else np.zeros(0, dtype=np.int64)
    return cells // rows.shape[0], cells % rows.shape[0]


def likeness(rows: Matrix, first: Places, second: Places) -> NDArray[np.float32]:
    """Return the cosine of each pair of letters."""
    found = np.zeros(len(first), dtype=np.float32)
    for at in range(0, len(first), CHUNK):
        part = slice(at, at + CHUNK)
        product = rows[first[part]].multiply(rows[second[part]])
        found[part] = np.asarray(product.sum(axis=1)).ravel()
    return found


def _elsewhere(place: Matrix, first: Places, second: Places) -> NDArray[np.bool_]:
    """Return which pairs name places, and not the same."""
    named = np.diff(place.indptr) > 0
    apart = likeness(place, first, second) < ALIKE_PLACE
    return np.asarray(apart & named[first] & named[second], dtype=np.bool_)


def _joined(size: int, first: Places, second: Places) -> Places:
    """Return the number of the part of each letter; -1 for those that stand alone."""
    edges = scipy.sparse.coo_matrix(
        (np.ones(len(first), dtype=np.int8), (first, second)), shape=(size, size)
    )
    labels = connected_components(edges, directed=False)[1].astype(np.int64)
    counts = np.bincount(labels)
    labels[counts[labels] < LETTERS_MIN] = -1
    return _numbered(labels)


def _numbered(labels: Places) -> Places:
    """Return labels as numbers from 0 without gaps; -1 stays. Groups of one letter become -1."""
    made = np.full(len(labels), -1, dtype=np.int64)
    inside = labels >= 0
    if inside.any():
        _, numbers, counts = np.unique(labels[inside], return_inverse=True, return_counts=True)
        kept = counts >= LETTERS_MIN
        renamed = np.where(kept, np.cumsum(kept) - 1, -1)
        made[inside] = renamed[numbers]
    return made


def _sums(rows: Matrix, labels: Places) -> Matrix:
    """Return the sum of the letters of each group."""
    inside = np.flatnonzero(labels >= 0)
    groups = int(labels.max(initial=-1)) + 1
    member = scipy.sparse.csr_matrix(
        (np.ones(len(inside), dtype=np.float32), (labels[inside], inside)),
        shape=(groups, rows.shape[0]),
    )
    return (member @ rows).tocsr()


def _middles(rows: Matrix, labels: Places) -> Matrix:
    """Return the middle of each group, of length 1."""
    # The tail of a great group is long, and says nothing of what it is about.
    middle = _heavy(_sums(rows, labels), TERMS_OF_MIDDLE)
    norms = np.sqrt(np.asarray(middle.multiply(middle).sum(axis=1)).ravel())
    middle.data /= np.repeat(np.maximum(norms, 1e-9), np.diff(middle.indptr)).astype(np.float32)
    return middle


def _to_middle(rows: Matrix, labels: Places, middle: Matrix) -> NDArray[np.float32]:
    """Return how like the middle of its group each letter is; 0 outside of groups."""
    found = np.zeros(len(labels), dtype=np.float32)
    inside = np.flatnonzero(labels >= 0)
    found[inside] = _pairwise(rows, middle, inside, labels[inside])
    return found


def _loose(labels: Places, near: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which letters are in a group of whose letters too many are far from its middle."""
    inside = labels >= 0
    if not inside.any():
        return inside
    size = np.bincount(labels[inside])
    far = np.bincount(labels[inside], weights=near[inside] < MIDDLE + 0.03, minlength=len(size))
    falls = (far > 0.25 * size) & (size > 3)
    loose: NDArray[np.bool_] = inside & falls[np.maximum(labels, 0)]
    return loose


def _heavy(rows: Matrix, most: int) -> Matrix:
    """Return rows with their heaviest terms alone."""
    owner = np.repeat(np.arange(rows.shape[0], dtype=np.int64), np.diff(rows.indptr))
    order = np.lexsort((-rows.data, owner))
    kept = order[np.arange(len(order)) - rows.indptr[owner[order]] < most]
    return scipy.sparse.csr_matrix(
        (rows.data[kept], (owner[kept], rows.indices[kept])), shape=rows.shape
    )


def _absorbed(
    rows: Matrix, place: Matrix, matter: Matrix, named: NDArray[np.bool_], labels: Places
) -> Places:
    """Return labels with letters that stand alone taken into the group they are most like."""
    alone = np.flatnonzero(labels < 0)
    middle = _middles(rows, labels)
    if not len(alone) or not middle.shape[0]:
        return labels
    terms = _heavy(middle, HEAVY_OF_MIDDLE).T.tocsr()
    best = np.full(len(alone), -1, dtype=np.int64)
    for at in range(0, len(alone), ABSORBED_CHUNK):
        product = (_heavy(rows[alone[at : at + ABSORBED_CHUNK]], LINKING) @ terms).tocsr()
        filled = np.flatnonzero(np.diff(product.indptr))
        best[at + filled] = np.asarray(product[filled].argmax(axis=1)).ravel()
    found = best >= 0
    letters, groups = alone[found], best[found]
    near = _pairwise(rows, middle, letters, groups)
    same_matter = _pairwise(matter, _middles(matter, labels), letters, groups)
    same_place = _pairwise(place, _middles(place, labels), letters, groups)
    good = (near >= ABSORBED) & (same_matter >= MIDDLE_MATTER)
    good &= (same_place >= MIDDLE_PLACE) | ~named[letters] | (same_matter >= REPEATED)
    # People put one matter in many words; where many write about it, a little of them is enough
    # at the very place. From a small group this would make all that is said of the place.
    here = np.bincount(labels[labels >= 0])[groups] >= MANY
    here &= (near >= ABSORBED_HERE) & (same_place >= HERE) & (same_matter >= MATTER_HERE)
    good |= here
    made = labels.copy()
    made[letters[good]] = groups[good]
    return made


def _trimmed(rows: Matrix, labels: Places) -> Places:
    """Return labels without the letters that are unlike the others of their group.

    A letter of a small group is like its middle because it is a good part of it; so each is held
    against the sum of the others alone.
    """
    sizes = np.bincount(labels[labels >= 0], minlength=1)
    small = np.where((labels >= 0) & (sizes[labels] <= TRIMMED_MAX), labels, -1)
    inside = np.flatnonzero(small >= 0)
    if not len(inside):
        return labels
    sums = _sums(rows, small)
    squares = np.asarray(sums.multiply(sums).sum(axis=1)).ravel()
    shared = _pairwise(rows, sums, inside, small[inside], TRIMMED_CHUNK)
    others = np.maximum(squares[small[inside]] - 2 * shared + 1, 1e-6)
    like = (shared - 1) / np.sqrt(others)
    mean = np.bincount(small[inside], weights=like) / np.maximum(1, np.bincount(small[inside]))
    strange = (like < LIKE_OTHERS) | (like < LIKE_OTHERS_SHARE * mean[small[inside]])
    made = labels.copy()
    made[inside[strange]] = -1
    return _numbered(made)


def _pairwise(
    rows: Matrix, middle: Matrix, letters: Places, groups: Places, chunk: int = CHUNK
) -> NDArray[np.float32]:
    """Return how like each letter is to the middle beside it."""
    found = np.zeros(len(letters), dtype=np.float32)
    for at in range(0, len(letters), chunk):
        part = slice(at, at + chunk)
        product = rows[letters[part]].multiply(middle[groups[part]])
        found[part] = np.asarray(product.sum(axis=1)).ravel()
    return found


def _merged(rows: Matrix, place: Matrix, matter: Matrix, labels: Places) -> Places:
    """Return labels with groups of the same middle made one."""
    middle = _middles(rows, labels)
    if middle.shape[0] < 2:
        return labels
    first, second = neighbours(middle, LAGS_OF_MIDDLES)
    same = likeness(middle, first, second) >= SAME
    same &= likeness(_middles(matter, labels), first, second) >= SAME_MATTER
    same &= ~_elsewhere(_middles(place, labels), first, second)
    joined = _joined(middle.shape[0], first[same], second[same])
    alone = joined < 0
    joined[alone] = int(joined.max(initial=-1)) + 1 + np.arange(int(alone.sum()))
    made = labels.copy()
    made[labels >= 0] = joined[labels[labels >= 0]]
    return _numbered(made)
