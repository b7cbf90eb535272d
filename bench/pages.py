"""What a public page costs uncached: CPU and queries, with 1,000 and with 100,000 documents.

Run from the project's root, on a home folder that `make run` has prepared and nobody serves:

    .venv/bin/python bench/pages.py HOME [COUNT...] [+COUNT]

Documents are put straight into the database, the same every time, from the paragraphs that
`search_engine` uses; +COUNT only puts them there, for `bench/server.py`. Requests go through the
whole of Django, in this process, past the page cache. Prints a table and one line of JSON.
"""

import io
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from search_engine import Corpus

COUNTS = ["1000", "100000"]
ROUNDS = 100
WARM = 10
BATCH = 2_000
FILLER = "bench"  # how the keys of made documents begin


def fill(count: int) -> None:
    """Bring the number of published documents up to a count, then the index."""
    from django.core.management import call_command

    from gongkai.bodies.models import Body
    from gongkai.documents.models import Document
    from gongkai.search.actions import rebuild

    call_command("migrate", verbosity=0, interactive=False)
    corpus = Corpus(count)
    owners = list(Body.objects.order_by("path"))
    have = Document.objects.published().count()
    begin = Document.objects.filter(key__startswith=FILLER).count()
    for first in range(begin, begin + count - have, BATCH):
        put(corpus, owners, range(first, min(first + BATCH, begin + count - have)))
        say(f"documents {have + first - begin} of {count}")
    rebuild(lambda done, total: say(f"indexed {done} of {total}"))


def put(corpus: Corpus, owners: list[Any], numbers: range) -> None:
    """Put published documents with these numbers into the database."""
    from django.db import transaction

    from gongkai.documents.models import Document, Kind, Revision, Standing

    now = datetime.now(UTC)
    rows, revisions = [], []
    for number in numbers:
        entry = corpus.entry(number)
        chance = random.Random(number)
        rows.append(
            Document(
                key=f"{FILLER}{number:05x}",
                owner=owners[number % len(owners)],
                title=entry.title,
                kind=chance.choice(Kind.values),
                standing=chance.choices(Standing.values, weights=[20, 1, 1, 2, 1])[0],
                topic=entry.topic,
                issuer=owners[number % len(owners)].name,
                document_number=entry.document_number,
                index_number=f"X{number:07}",
                made_on=entry.published_on,
                published_on=entry.published_on,
                body="".join(f"<p>{part}</p>" for part in entry.text.split("\n")),
            )
        )
    with transaction.atomic():
        made = Document.objects.bulk_create(rows)
        for row in made:
            revisions.append(
                Revision(document=row, number=1, content={}, digest=row.key, created_at=now)
            )
        for row, revision in zip(made, Revision.objects.bulk_create(revisions), strict=True):
            row.state, row.published_at, row.changed_at = "published", now, now
            row.revision = row.public_revision = revision
        fields = ["state", "published_at", "changed_at", "revision", "public_revision"]
        Document.objects.bulk_update(made, fields, batch_size=100)


def requests(count: int) -> dict[str, Callable[[int], str]]:
    """Return the kinds of pages that are measured, each as address by round."""
    from gongkai.documents.models import Document

    keys = list(Document.objects.published().order_by("pk").values_list("key", flat=True))
    chance = random.Random(count)
    picked = [chance.choice(keys) for _ in range(ROUNDS + WARM)]
    return {
        "document": lambda number: f"/documents/{picked[number]}/",
        "list of 25": lambda number: f"/documents/?page={1 + number % 40}",
        "list of 25, filtered": lambda number: f"/documents/?kind=policy&page={1 + number % 3}",
        "home": lambda number: "/",
        "English home, large type": lambda number: "/large/en/",
    }


def ask(address: str) -> None:
    """Ask Django for a page; anything but a page is an error."""
    from gongkai.project.wsgi import django_application

    path, _, query = address.partition("?")
    heard: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    answer = django_application(environ, lambda status, headers: heard.append(status))
    body = b"".join(answer)
    answer.close()
    if not heard[0].startswith("200") or len(body) < 1000:
        sys.exit(f"{address} answered {heard[0]} with {len(body)} bytes")


def measured(address: Callable[[int], str]) -> dict[str, Any]:
    """Return CPU milliseconds (middle and 95th of a hundred) and the most queries of a request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(WARM):
        ask(address(ROUNDS + number))
    taken = []
    for number in range(ROUNDS):
        begun = time.process_time()
        ask(address(number))
        taken.append((time.process_time() - begun) * 1000)
    queries = []
    for number in range(5):
        with CaptureQueriesContext(connection) as seen:
            ask(address(number))
        queries.append([query["sql"] for query in seen.captured_queries])
    taken.sort()
    most = max(queries, key=len)
    return {
        "cpu_ms_p50": round(taken[ROUNDS // 2], 2),
        "cpu_ms_p95": round(taken[ROUNDS * 95 // 100], 2),
        "queries": len(most),
        "tables": [re.sub(r'^.*? FROM "?(\w+).*$', r"\1", sql, flags=re.S)[:40] for sql in most],
    }


def main(home: Path, counts: list[str]) -> dict[str, Any]:
    os.environ["GONGKAI_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    import django

    django.setup()
    answer: dict[str, Any] = {}
    print(f"{'page':28} {'documents':>10} {'p50 ms':>8} {'p95 ms':>8} {'queries':>8}")
    for word in counts:
        count = int(word)
        fill(count)
        if word.startswith("+"):
            continue
        for name, address in requests(count).items():
            row = measured(address)
            answer.setdefault(name, {})[str(count)] = row
            figures = f"{row['cpu_ms_p50']:8.2f} {row['cpu_ms_p95']:8.2f} {row['queries']:8}"
            print(f"{name:28} {count:10} {figures}", flush=True)
    print(json.dumps(answer, ensure_ascii=False))
    return answer


def say(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{line:60}\r", end="", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2:] or COUNTS)
