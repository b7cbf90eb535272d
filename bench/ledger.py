"""What the publication log costs: publishing, importing, proving, auditing, and room on the disk.

Run from the project's root: `.venv/bin/python bench/ledger.py [DOCUMENTS] [LEAVES]`. Makes a home
of its own, imports DOCUMENTS (10,000) through the log, lets 20 clerks publish at once, audits all
of it, and proves inclusion in a tree of LEAVES (1,000,000). The last line is JSON.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from statistics import quantiles

DOCUMENTS = 10_000
LEAVES = 1_000_000
CLERKS = 20
EACH = 10  # publications of one clerk
BATCH = 1000
FILE_BYTES = 8_000
PROOFS = 500


def p95(seconds: Sequence[float]) -> float:
    """Return the 95th percentile in milliseconds."""
    return round(quantiles(seconds, n=20)[-1] * 1000, 2)


def import_and_log(count: int, files: Path) -> float:
    """Log documents as an import does; return leaves per second, manifests and outbox included."""
    from django.db import transaction
    from django.utils import timezone

    from gongkai.ledger.actions import propose
    from gongkai.ledger.work import append_now

    proposals = [imported(number, files) for number in range(count)]
    started = time.perf_counter()
    for at in range(0, count, BATCH):
        with transaction.atomic():
            propose(*proposals[at : at + BATCH], now=timezone.now())
        assert append_now(60)
    return round(count / (time.perf_counter() - started))


def imported(number: int, files: Path):
    from datetime import date

    from gongkai.ledger.actions import Proposal
    from gongkai.ledger.rules.leaf import Kind
    from gongkai.ledger.rules.manifest import File, Manifest

    doc = f"d{number:09d}"
    content = (f"关于第{number}号事项的通知\n" * 400).encode()[:FILE_BYTES]
    (files / doc).write_bytes(content)
    facts = {"title": f"关于第{number}号事项的通知", "issuer": "县人民政府办公室"}
    manifest = Manifest(doc, 1, facts, (File.of("page.html", content),), os.urandom(32))
    return Proposal(
        kind=Kind.IMPORT, doc=doc, rev=1, manifest=manifest.encode(), claimed_on=date(2020, 1, 2)
    )


def publish_together() -> list[float]:
    """Let clerks publish at once; return the seconds from each commit to its signed leaf."""
    from django.db import connection, transaction
    from django.utils import timezone

    from gongkai.ledger.actions import Proposal, propose
    from gongkai.ledger.rules.leaf import Kind
    from gongkai.ledger.rules.manifest import Manifest
    from gongkai.ledger.work import append_now

    def clerk(name: int) -> list[float]:
        taken = []
        for number in range(EACH):
            doc, now = f"c{name}-{number}", timezone.now()
            manifest = Manifest(doc, 1, {}, (), os.urandom(32)).encode()
            day = timezone.localdate(now)
            with transaction.atomic():
                propose(
                    Proposal(kind=Kind.PUBLISH, doc=doc, rev=1, manifest=manifest, claimed_on=day),
                    now=now,
                )
            started = time.perf_counter()
            assert append_now(30)
            taken.append(time.perf_counter() - started)
        connection.close()
        return taken

    with ThreadPoolExecutor(CLERKS) as pool:
        return [one for taken in pool.map(clerk, range(CLERKS)) for one in taken]


class Shown:
    """What a site of imported documents shows, its files read from the disk."""

    name = "bench"

    def __init__(self, files: Path) -> None:
        self.files = files

    def public(self) -> Iterator[object]:
        from gongkai.ledger.models import Event
        from gongkai.ledger.rules.manifest import File
        from gongkai.ledger.sources import PublicItem

        for event in Event.objects.logged().exclude(manifest="").iterator():
            path = self.files / event.doc
            yield PublicItem(
                doc=event.doc,
                rev=event.rev,
                manifest_digest=event.manifest,
                shown_on=event.claimed_on,
                backfilled=event.kind == "import",
                files=lambda path=path: (
                    [File.of("page.html", path.read_bytes())] if path.exists() else []
                ),
            )


def audited(files: Path) -> dict[str, float]:
    from gongkai.ledger import audit, sources

    sources._sources.clear()
    sources.register(Shown(files))
    started = time.perf_counter()
    report = audit.audit()
    taken = time.perf_counter() - started
    assert report.clean, report.findings[:3]
    return {"documents": report.documents, "per_second": round(report.documents / taken)}


def room() -> dict[str, float]:
    """Return the bytes of the log for each leaf: its own JSON, what lies beside it, manifests."""
    from gongkai.ledger.models import Event
    from gongkai.ledger.store import log

    leaves = Event.objects.logged().count()
    own = sum(len(event.leaf.encode()) for event in Event.objects.logged().iterator())
    sizes = {"log": 0, "manifests": 0}
    for path in log().folder.rglob("*"):
        if path.is_file():
            part = "manifests" if path.parent.name == "manifest" else "log"
            sizes[part] += path.stat().st_size
    return {
        "json_bytes_per_leaf": round(own / leaves),
        "beside_json_bytes_per_leaf": round((sizes["log"] - own) / leaves),
        "manifest_bytes_per_leaf": round(sizes["manifests"] / leaves),
    }


def prove(leaves: int, folder: Path) -> dict[str, float]:
    """Build a large log and make receipts at random places."""
    from gongkai.ledger import keys
    from gongkai.ledger.receipts import receipt_at
    from gongkai.ledger.rules.checkpoint import Checkpoint
    from gongkai.ledger.rules.merkle import leaf_hash
    from gongkai.ledger.rules.note import Note
    from gongkai.ledger.rules.tiles import ENTRIES, Tile, grow, pack
    from gongkai.ledger.store import CHECKPOINT, Store

    store, size, root = Store(folder), 0, b""
    started = time.perf_counter()
    while size < leaves:
        count = min(256, leaves - size)
        entries = [f"{size + at:>250}".encode() for at in range(count)]
        growth = grow(store.read, size, [leaf_hash(entry) for entry in entries])
        files = growth.files | {Tile(ENTRIES, size // 256, count).path: pack(entries)}
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        size, root = growth.size, growth.root
    built = time.perf_counter() - started
    signer = keys.signer()
    text = Checkpoint(signer.name, size, root).text
    (folder / CHECKPOINT).write_bytes(Note(text, (signer.sign(text),)).content.encode())
    dice, taken = Random(1), []
    for _proof in range(PROOFS):
        index = dice.randrange(size)
        began = time.perf_counter()
        receipt_at(index, store)
        taken.append(time.perf_counter() - began)
    return {"leaves": size, "built_seconds": round(built, 1), "proof_p95_ms": p95(taken)}


def measure(documents: int, leaves: int, home: Path) -> dict[str, object]:
    files = home / "shown"
    files.mkdir()
    answer: dict[str, object] = {"documents": documents}
    answer["leaves_per_second"] = import_and_log(documents, files)
    answer["room"] = room()
    answer["publish_p95_ms"] = p95(publish_together())
    answer["audit"] = audited(files)
    answer["inclusion"] = prove(leaves, home / "large")
    return answer


def main() -> None:
    """Measure in a home of its own and print one line of JSON."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    leaves = int(sys.argv[2]) if len(sys.argv) > 2 else LEAVES
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        os.environ["GONGKAI_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        print(json.dumps(measure(documents, leaves, Path(home)), ensure_ascii=False))


if __name__ == "__main__":
    main()
