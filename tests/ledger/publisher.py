"""A small publishing program, run in a process of its own so that it can be killed.

    publisher.py publish PREFIX   publishes one document after another until it is stopped
    publisher.py check            does what a restart does, then says in JSON how things stand

The table `page` stands for the floors above: a row is public only once its leaf is logged.
"""

import json
import os
import sys

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.timezone import localdate  # noqa: E402

from gongkai.ledger import keys, sequencer, work  # noqa: E402
from gongkai.ledger.actions import Proposal, propose  # noqa: E402
from gongkai.ledger.audit import audit  # noqa: E402
from gongkai.ledger.models import Event  # noqa: E402
from gongkai.ledger.rules.checkpoint import parse_checkpoint  # noqa: E402
from gongkai.ledger.rules.leaf import Kind, parse_leaf  # noqa: E402
from gongkai.ledger.rules.manifest import File, Manifest  # noqa: E402
from gongkai.ledger.rules.note import parse_note  # noqa: E402
from gongkai.ledger.rules.tiles import bundles  # noqa: E402
from gongkai.ledger.signals import logged  # noqa: E402
from gongkai.ledger.store import log  # noqa: E402


def run(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def show(events: list[Event], **_rest: object) -> None:
    for event in events:
        run("UPDATE page SET public = 1 WHERE doc = %s", event.doc)


logged.connect(show)


def publish(prefix: str) -> None:
    number = 0
    print("ready", flush=True)
    while True:
        doc, now = f"{prefix}-{number}", timezone.now()
        manifest = Manifest(doc, 1, {}, (File.of("a", doc.encode()),), os.urandom(32)).encode()
        with transaction.atomic():
            run("INSERT INTO page (doc, public) VALUES (%s, 0)", doc)
            day = localdate(now)
            propose(
                Proposal(kind=Kind.PUBLISH, doc=doc, rev=1, manifest=manifest, claimed_on=day),
                now=now,
            )
        if work.append_now(20):
            print(doc, flush=True)
        number += 1


def check() -> None:
    run("CREATE TABLE IF NOT EXISTS page (doc VARCHAR(64) PRIMARY KEY, public INTEGER)")
    sequencer.sequence(timezone.now())
    in_log: list[str] = []
    content = log().checkpoint()
    if content is not None:
        size = parse_checkpoint(parse_note(content).text).size
        for tile in bundles(size):
            in_log += [parse_leaf(one).doc for one in log().entries(tile.index, size)]
    report = audit()
    told = {
        "vkey": keys.verifier().vkey,
        "in_log": in_log,
        "public": [doc for (doc,) in run("SELECT doc FROM page WHERE public = 1")],
        "waiting": Event.objects.pending().count(),
        "findings": [str(one) for one in report.findings],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    if sys.argv[1] == "publish":
        publish(sys.argv[2])
    else:
        check()
