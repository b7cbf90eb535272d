"""The audit: the log replayed against its own files, the database, and what the site shows.

It writes nothing. It can run while clerks publish: documents whose history grew since the audit
began are left to the next one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils.timezone import localdate

from gongkai.ledger import keys
from gongkai.ledger.models import Event
from gongkai.ledger.rules.checkpoint import Checkpoint, CheckpointError, parse_checkpoint
from gongkai.ledger.rules.clock import WITNESS_SLACK
from gongkai.ledger.rules.findings import Fault, Finding, Shown, compare
from gongkai.ledger.rules.leaf import Kind, Leaf
from gongkai.ledger.rules.manifest import Manifest, ManifestError, digest, parse_manifest
from gongkai.ledger.rules.merkle import EMPTY_ROOT, HASH_BYTES, leaf_hash
from gongkai.ledger.rules.note import NoteError, Verifier, parse_note
from gongkai.ledger.rules.replay import Replay
from gongkai.ledger.rules.snapshot import SnapshotError, Standing, parse_snapshot, take
from gongkai.ledger.rules.tiles import Tile, TileError, bundles, grow, hash_tiles, pack
from gongkai.ledger.sources import PublicItem, everything_public, registered
from gongkai.ledger.store import Store, log

SNAPSHOTS_CHECKED = 31  # a month of daily lists

# Called with what was done and what there is to do, for a progress bar.
Progress = Callable[[str, int], None]


@dataclass(slots=True)
class Report:
    """What an audit looked at and what it found."""

    size: int = 0
    root: str = ""
    documents: int = 0
    files: int = 0
    moving: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not self.findings

    def add(self, fault: Fault, doc: str, detail: str, index: int | None = None) -> None:
        self.findings.append(Finding(fault, doc, detail, index=index))


@dataclass(slots=True)
class Auditor:
    """One audit of one log."""

    store: Store
    verifier: Verifier
    report: Report = field(default_factory=Report)
    replay: Replay = field(default_factory=lambda: Replay(localdate))
    snapshots: list[tuple[int, Leaf]] = field(default_factory=list)

    def run(self, items: Callable[[], Iterable[PublicItem]] | None, progress: Progress) -> Report:
        """Audit the log and, where items are given, what the site shows."""
        began = self._published()
        shown = None if items is None else list(items())
        checkpoint = self._published()
        if checkpoint is None or began is None:
            return self._without_log(shown)
        self.report.size, self.report.root = checkpoint.size, checkpoint.root.hex()
        self._read_log(checkpoint, progress)
        if shown is not None:
            self._compare(shown, began.size, progress)
        self.report.findings.sort(key=lambda one: (one.fault, one.doc, one.index or 0))
        return self.report

    def _without_log(self, shown: list[PublicItem] | None) -> Report:
        if Event.objects.logged().exists():
            self.report.add(Fault.LOG, "", "checkpoint is missing")
        for item in shown or []:
            self.report.add(Fault.INSERTED, item.doc, "there is no log")
        return self.report

    def _published(self) -> Checkpoint | None:
        content = self.store.checkpoint()
        if content is None:
            return None
        try:
            note = parse_note(content)
            note.signed_by([self.verifier])
            checkpoint = parse_checkpoint(note.text)
        except (NoteError, CheckpointError) as error:
            if not self.report.findings:
                self.report.add(Fault.LOG, "", f"checkpoint: {error}")
            return None
        return checkpoint

    def _read_log(self, checkpoint: Checkpoint, progress: Progress) -> None:
        """Read every entry, rebuild every tile from them, compare each with the database."""
        built: dict[str, bytes] = {}
        root, size = EMPTY_ROOT, 0
        for bundle in bundles(checkpoint.size):
            entries = self._entries(bundle.index, checkpoint.size)
            if entries is None:
                return
            growth = grow(built.__getitem__, size, [leaf_hash(entry) for entry in entries])
            built |= growth.files
            root = growth.root
            self._tell(size, entries)
            size = growth.size
            progress("leaves", size)
        if root != checkpoint.root:
            self.report.add(Fault.LOG, "", "the entries do not lead to the signed root")
        self._compare_tiles(built, checkpoint.size)
        self._check_snapshots()
        for flaw in self.replay.flaws:
            self.report.add(Fault.LEAF, flaw.doc, flaw.reason, flaw.index)
        beyond = Event.objects.logged().filter(index__gte=checkpoint.size)
        for event in beyond:
            self.report.add(Fault.EVENT, event.doc, "logged, but not in the log", event.index)

    def _entries(self, bundle: int, size: int) -> list[bytes] | None:
        try:
            return self.store.entries(bundle, size)
        except (OSError, TileError) as error:
            self.report.add(Fault.LOG, "", f"entries {bundle}: {error}")
            return None

    def _compare_tiles(self, built: Mapping[str, bytes], size: int) -> None:
        """Compare the tiles of this size with what the entries lead to."""
        for tile in hash_tiles(size):
            self._compare_file(tile.path, built[tile.path])
            for path, width in self._narrower(tile):
                self._compare_file(path, built[tile.path][: width * HASH_BYTES])
        for tile in bundles(size)[-1:]:
            for path, width in self._narrower(tile):
                kept = self._entries(tile.index, size) or []
                self._compare_file(path, pack(kept[:width]))

    def _narrower(self, tile: Tile) -> list[tuple[str, int]]:
        """Return the partial tiles of earlier checkpoints that are kept beside a partial one."""
        if tile.full:
            return []
        folder = (self.store.folder / tile.path).parent
        widths = [int(one.name) for one in folder.iterdir() if one.name.isdecimal()]
        return [
            (Tile(tile.level, tile.index, width).path, width)
            for width in sorted(widths)
            if width < tile.width
        ]

    def _compare_file(self, path: str, content: bytes) -> None:
        try:
            found = (self.store.folder / path).read_bytes()
        except FileNotFoundError:
            self.report.add(Fault.LOG, "", f"{path} is missing")
            return
        if found != content:
            self.report.add(Fault.LOG, "", f"{path} is altered")

    def _tell(self, first: int, entries: list[bytes]) -> None:
        rows = {
            event.index: event
            for event in Event.objects.filter(
                index__gte=first, index__lt=first + len(entries)
            ).defer("enclosure")
        }
        for index, leaf in enumerate(self.replay.tell(entries), start=first):
            self._compare_event(index, entries[index - first], leaf, rows.get(index))
            if leaf is not None and leaf.kind is Kind.SNAPSHOT:
                self.snapshots.append((index, leaf))

    def _compare_event(
        self, index: int, entry: bytes, leaf: Leaf | None, event: Event | None
    ) -> None:
        doc = "" if leaf is None else leaf.doc
        if event is None:
            self.report.add(Fault.EVENT, doc, "missing in the database", index)
            return
        try:
            same = event.leaf.encode() == entry
        except ValueError:
            same = False
        if not same:
            self.report.add(Fault.EVENT, doc, "altered in the database", index)

    def _check_snapshots(self) -> None:
        """Compare the roots of the newest daily lists with what the log leads to."""
        for index, leaf in self.snapshots[-SNAPSHOTS_CHECKED:]:
            size = leaf.facts["size"]
            if not isinstance(size, int) or size > index:
                self.report.add(Fault.SNAPSHOT, "", "the list names a size ahead of it", index)
                continue
            expected = take(self.replay.standing(size), size)
            if expected.root_digest == leaf.facts["root"]:
                continue
            differing = set(self._listed(leaf)) ^ set(expected.rows)
            for doc in sorted({one.doc for one in differing} or {""}):
                self.report.add(Fault.SNAPSHOT, doc, "the daily list differs from the log", index)

    def _listed(self, leaf: Leaf) -> tuple[Standing, ...]:
        content = None if leaf.manifest is None else self.store.manifest(leaf.manifest)
        try:
            return () if content is None else parse_snapshot(content).rows
        except SnapshotError:
            return ()

    def _compare(self, shown: list[PublicItem], began: int, progress: Progress) -> None:
        expected = self.replay.public()
        moving = {doc for doc, index in self.replay.newest.items() if index >= began}
        moving |= set(Event.objects.pending().values_list("doc", flat=True))
        self.report.moving = len(moving)
        seen: set[str] = set()
        for item in shown:
            if item.doc in seen:
                self.report.add(Fault.INSERTED, item.doc, "shown twice")
            seen.add(item.doc)
            if item.doc not in moving:
                self._compare_item(item)
            progress("documents", len(seen))
        self.report.documents = len(seen)
        for doc in sorted(expected.keys() - seen - moving):
            self.report.add(Fault.REMOVED, doc, "not shown", self.replay.newest[doc])

    def _compare_item(self, item: PublicItem) -> None:
        chain = self.replay.chains.get(item.doc)
        manifest = None
        if chain is not None and chain.manifest is not None:
            manifest = self._manifest(item.doc, chain.manifest)
        shown = Shown(
            doc=item.doc,
            rev=item.rev,
            manifest=item.manifest_digest,
            shown_on=item.shown_on,
            backfilled=item.backfilled,
            files=item.files(),
        )
        self.report.files += len(shown.files)
        self.report.findings += compare(shown, chain, manifest)

    def _manifest(self, doc: str, wanted: str) -> Manifest | None:
        content = self.store.manifest(wanted)
        if content is None:
            self.report.add(Fault.MANIFEST, doc, "missing")
            return None
        try:
            if digest(content) != wanted:
                raise ManifestError("altered")
            return parse_manifest(content)
        except ManifestError as error:
            self.report.add(Fault.MANIFEST, doc, str(error))
            return None


def _no_progress(_what: str, _done: int) -> None:
    pass


def audit(progress: Progress = _no_progress) -> Report:
    """Audit this site: the log's files, the database's events, and what every source shows.

    Without a registered source only the log itself is audited.
    """
    auditor = Auditor(log(), keys.verifier())
    report = auditor.run(everything_public if registered() else None, progress)
    _check_witnesses(auditor)
    return report


def _check_witnesses(auditor: Auditor) -> None:
    """Compare the times of the cosignatures with the time of the newest leaf."""
    content, last_at = auditor.store.checkpoint(), auditor.replay.last_at
    if content is None or last_at is None:
        return
    verifiers = [one.verifier for one in keys.policy().witnesses.values()]
    for signature in parse_note(content).signatures:
        if signature.signed_at is None or not any(one.knows(signature) for one in verifiers):
            continue
        stated = datetime.fromtimestamp(signature.signed_at, UTC)
        if stated < last_at - WITNESS_SLACK:
            detail = f"{signature.name} cosigned at {stated}, the leaf says {last_at}"
            auditor.report.add(Fault.WITNESS, "", detail)


def described(report: Report) -> dict[str, object]:
    """Return a report as plain values for JSON."""
    return {
        "ok": report.clean,
        "size": report.size,
        "root": report.root,
        "documents": report.documents,
        "files": report.files,
        "moving": report.moving,
        "findings": [
            {
                "kind": one.fault.value,
                "doc": one.doc,
                "rev": one.rev,
                "index": one.index,
                "detail": one.detail,
            }
            for one in report.findings
        ],
    }
