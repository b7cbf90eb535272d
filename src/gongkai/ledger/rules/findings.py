"""What an audit may find, and the comparison of one shown document with what the log says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.ledger.rules.chain import Chain
from gongkai.ledger.rules.manifest import File, Manifest


class Fault(StrEnum):
    """What is wrong."""

    INSERTED = "inserted"  # public without a leaf
    REMOVED = "removed"  # logged as public, but not shown
    ALTERED = "altered"  # shown with other content than was logged
    BACKDATED = "backdated"  # shown with a date that the log does not allow
    UNMARKED = "unmarked"  # imported, but not shown as entered later, or the other way round
    MANIFEST = "manifest"  # a manifest is missing or is not the one that was logged
    EVENT = "event"  # the database's event is not the logged one
    LEAF = "leaf"  # a leaf that cannot be, or cannot follow
    LOG = "log"  # a file of the log is missing or altered
    SNAPSHOT = "snapshot"  # a daily list is not what the log leads to
    WITNESS = "witness"  # a witness's time contradicts ours


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One disagreement. `doc` is empty where it concerns the log as a whole."""

    fault: Fault
    doc: str
    detail: str = ""
    rev: int | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One document as the site shows it."""

    doc: str
    rev: int
    manifest: str
    shown_on: date | None
    backfilled: bool
    files: Sequence[File]


def compare(shown: Shown, chain: Chain | None, manifest: Manifest | None) -> list[Finding]:
    """Return how one shown document disagrees with the log.

    Args:
        shown: What the site shows.
        chain: Where the document's history stands; None if the log does not know it.
        manifest: The logged manifest; None if it is missing, which is found elsewhere.
    """
    if chain is None or not chain.shown:
        detail = "no leaf" if chain is None else "withdrawn"
        return [Finding(Fault.INSERTED, shown.doc, detail, shown.rev)]
    if (shown.rev, shown.manifest) != (chain.rev, chain.manifest):
        detail = f"revision {shown.rev} is shown, revision {chain.rev} was logged"
        if shown.rev == chain.rev:
            detail = "another manifest than the logged one"
        return [Finding(Fault.ALTERED, shown.doc, detail, shown.rev)]
    found = []
    if manifest is not None:
        if (manifest.doc, manifest.rev) != (shown.doc, shown.rev):
            found.append(Finding(Fault.MANIFEST, shown.doc, "of another document", shown.rev))
        changed = _changed(shown.files, manifest.files)
        if changed:
            found.append(Finding(Fault.ALTERED, shown.doc, ", ".join(changed), shown.rev))
    return found + _dates(shown, chain)


def _changed(shown: Sequence[File], logged: Sequence[File]) -> list[str]:
    there: Mapping[str, File] = {one.name: one for one in shown}
    wanted: Mapping[str, File] = {one.name: one for one in logged}
    changed = [
        f"{name} is missing" if name not in there else name
        for name, one in wanted.items()
        if there.get(name) != one
    ]
    return changed + [f"{name} was not logged" for name in there if name not in wanted]


def _dates(shown: Shown, chain: Chain) -> list[Finding]:
    found = []
    early = chain.floor is not None and shown.shown_on is not None and shown.shown_on < chain.floor
    if shown.shown_on != chain.claimed_date or early:
        detail = f"shown as {shown.shown_on}, logged as {chain.claimed_date}"
        found.append(Finding(Fault.BACKDATED, shown.doc, detail, shown.rev))
    if shown.backfilled != chain.imported:
        detail = "imported" if chain.imported else "not imported"
        found.append(Finding(Fault.UNMARKED, shown.doc, detail, shown.rev))
    return found
