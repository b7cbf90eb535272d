"""How long it takes from a clerk's click to a public page: twenty clerks publishing at once.

Prints a table and one JSON line with p50 and p95 of the seconds from the decision to the moment
the document is public and its leaf is in a signed checkpoint.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PREPARE = ROOT / "tests" / "prove" / "documents" / "publisher.py"
CLERKS = 20


def main(count: int = 200) -> dict[str, float]:
    """Measure in a home of its own and print."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        os.environ |= {"GONGKAI_HOME": home, "DJANGO_SETTINGS_MODULE": "gongkai.project.settings"}
        for words in (
            ["-m", "gongkai.project.cli", "migrate", "-v0"],
            [str(PREPARE), "prepare", str(count)],
        ):
            subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
        seconds = published_at_once()
    seconds.sort()
    answer = {
        "documents": len(seconds),
        "clerks": CLERKS,
        "p50_s": statistics.median(seconds),
        "p95_s": seconds[int(len(seconds) * 0.95) - 1],
    }
    print(f"publish to public, {CLERKS} clerks at once: p50 {answer['p50_s']:.3f} s, "
          f"p95 {answer['p95_s']:.3f} s")  # fmt: skip
    print(json.dumps(answer))
    return answer


def published_at_once() -> list[float]:
    """Publish everything with one thread for each clerk; return what each publication took."""
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from gongkai.documents.actions import publishing
    from gongkai.documents.models import Document, State

    waiting = list(Document.objects.filter(state=State.DRAFT).select_related("revision"))
    guard, seconds = threading.Lock(), []

    def clerk() -> None:
        while True:
            with guard:
                if not waiting:
                    break
                document = waiting.pop()
            begun = time.perf_counter()
            publishing.publish(document, document.revision, at=timezone.now())
            while document.state != State.PUBLISHED:
                time.sleep(0.01)
                document.refresh_from_db()
            with guard:
                seconds.append(time.perf_counter() - begun)
            time.sleep(0.5)  # nobody publishes without reading
        connection.close()

    threads = [threading.Thread(target=clerk) for _ in range(CLERKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seconds


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
