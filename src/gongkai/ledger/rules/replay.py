"""The log told from its first leaf to its last: what ought to be public, and what is impossible."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.ledger.rules.chain import Chain, ChainError, Step, follow
from gongkai.ledger.rules.leaf import SHOWING, Kind, Leaf, LeafError, parse_leaf
from gongkai.ledger.rules.snapshot import Standing

# Which civil date an instant falls on, in the log's own time zone.
Civil = Callable[[datetime], date]


@dataclass(frozen=True, slots=True)
class Flaw:
    """A leaf that cannot be, or cannot follow. `doc` is empty where the leaf cannot be read."""

    index: int
    doc: str
    reason: str


@dataclass(slots=True)
class Replay:
    """Where every subject's history stands after the leaves told so far."""

    civil: Civil
    size: int = 0
    chains: dict[str, Chain] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    last_at: datetime | None = None
    # One for each leaf: whose history it changed, and where that stood before.
    _before: list[tuple[str, Chain | None]] = field(default_factory=list)

    def tell(self, entries: Iterable[bytes]) -> Iterator[Leaf | None]:
        """Take in entries; yield each leaf, or None for an entry that is none."""
        for entry in entries:
            index, self.size = self.size, self.size + 1
            try:
                leaf = parse_leaf(entry)
            except LeafError as error:
                self.flaws.append(Flaw(index, "", str(error)))
                self._before.append(("", None))
                yield None
                continue
            self._take(index, leaf)
            yield leaf

    def public(self) -> Mapping[str, Chain]:
        """Return the documents that ought to be public."""
        return {
            doc: chain
            for doc, chain in self.chains.items()
            if chain.shown and chain.manifest is not None
        }

    def standing(self, size: int | None = None) -> list[Standing]:
        """Return the rows that a snapshot of the log's first `size` leaves must have."""
        chains: dict[str, Chain | None] = dict(self.chains)
        for doc, chain in reversed(self._before[self.size if size is None else size :]):
            chains[doc] = chain
        return [
            Standing(doc, chain.rev, chain.manifest)
            for doc, chain in chains.items()
            if chain is not None and chain.shown and chain.manifest is not None
        ]

    def _take(self, index: int, leaf: Leaf) -> None:
        self._before.append((leaf.doc, self.chains.get(leaf.doc)))
        if leaf.prev != self.newest.get(leaf.doc):
            self._flaw(index, leaf, "it does not follow the leaf before it in its history")
        if self.last_at is not None and leaf.at < self.last_at:
            self._flaw(index, leaf, "it states an earlier instant than the leaf before it")
        step = Step(
            kind=leaf.kind,
            rev=leaf.rev,
            manifest=leaf.manifest,
            claimed_date=leaf.claimed_date,
        )
        try:
            chain = follow(self.chains.get(leaf.doc), step, self.civil(leaf.at))
            self.chains[leaf.doc] = chain
        except ChainError as error:
            self._flaw(index, leaf, str(error))
            # What it says is still what was published: take it as it stands.
            self.chains[leaf.doc] = _as_said(self.chains.get(leaf.doc), leaf)
        self.newest[leaf.doc] = index
        self.last_at = leaf.at

    def _flaw(self, index: int, leaf: Leaf, reason: str) -> None:
        self.flaws.append(Flaw(index, leaf.doc, reason))


def _as_said(chain: Chain | None, leaf: Leaf) -> Chain:
    if leaf.kind not in SHOWING and leaf.kind is not Kind.WITHDRAW and chain is not None:
        return chain
    return Chain(
        leaf.kind,
        leaf.rev,
        leaf.manifest,
        leaf.claimed_date,
        leaf.claimed_date if chain is None else chain.floor,
        frozenset() if chain is None else chain.erased,
    )
