"""The page scan: recall by family, false blocks, pages a second, the longest page, crawl.

Clean texts are the laws and policies of GONGKAI_REFERENCE where it names a folder, else invented
ones. The injected pages are those of tests/audits/pages, the same at every run. Prints a table with
Wilson intervals of 95 percent, then one line of JSON:

    python bench/page_scan.py [PAGES]
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PAGES = 10_000
FAMILY_PAGES = 100
CRAWLED = 300
MEGABYTE = 1_000_000
TESTS = Path(__file__).resolve().parents[1] / "tests" / "audits" / "pages"
sys.path.insert(0, str(TESTS))


def reference() -> list[str]:
    """Return the clean texts of the reference folder, none without one."""
    named = os.environ.get("GONGKAI_REFERENCE")
    if not named:
        return []
    import pyarrow.parquet as parquet

    folder = Path(named) / "data" if (Path(named) / "data").exists() else Path(named)
    texts = [
        str(one) for one in parquet.read_table(folder / "laws/laws.parquet")["text"].to_pylist()
    ]
    rows = parquet.read_table(folder / "policies/hebei.parquet").to_pylist()
    texts += [row["text"] or row["内容"] or row["摘要"] for row in rows]
    pages = sorted((folder / "policies/state_council_html").glob("*.html"))
    return [text for text in texts if text] + [page.read_text("utf-8") for page in pages]


def clean_of(texts: list[str]) -> Any:
    """Return a function from a number to a clean page around a text of the reference."""
    from clean_pages import Clean, invented

    if not texts:
        return invented
    long = [text for text in texts if len(text) > 1500 and "<" not in text]

    def clean(number: int) -> Clean:
        text = long[number * 37 % len(long)]
        parts = [part.strip() for part in text.split("\n") if len(part.strip()) > 45][:12]
        spare = invented(number)
        return Clean(spare.title, tuple(parts) if len(parts) >= 4 else spare.paragraphs, number)

    return clean


def quality(texts: list[str]) -> dict[str, Any]:
    from clean_pages import invented
    from evaluating import false_blocks, recall
    from injecting import TUNED
    from injecting_last import UNTUNED

    from gongkai.audits.scanning.lists import load

    lists, clean = load(), clean_of(texts)
    found: dict[str, Any] = {"families": {}, "untuned": sorted(UNTUNED)}
    wrong = false_blocks(texts or [invented(n).html() for n in range(1000)], lists)
    print(f"{'family':28} {'recall':>7} {'interval':>17} {'precision':>10}")
    for name, family in {**TUNED, **UNTUNED}.items():
        got = recall(name, family, clean, FAMILY_PAGES, lists)
        # As many clean pages beside as injected ones.
        precision = got.share / (got.share + wrong.share) if got.hits else 0.0
        low, high = got.interval
        print(f"{name:28} {got.share:7.3f} [{low:.3f}, {high:.3f}]    {precision:9.4f}")
        found["families"][name] = got.share
    low, high = wrong.interval
    print(
        f"false blocks: {wrong.hits} of {wrong.tries:,} clean pages, {1000 * wrong.share:.2f} of "
        f"1,000 [{1000 * low:.2f}, {1000 * high:.2f}]"
    )
    return found | {"clean_pages": wrong.tries, "false_blocks_per_1000": 1000 * wrong.share}


def speed(pages: int, texts: list[str]) -> dict[str, Any]:
    """Scan a folder of 30 kB pages with the command, and single-line pages of 1 MB one by one."""
    from clean_pages import Clean

    from gongkai.audits.rules.pages import parse, scan
    from gongkai.audits.scanning.lists import load

    clean = clean_of(texts)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(pages):
            one: Clean = clean(number)
            page = one.html()
            while len(page.encode()) < 30_000:
                one = Clean(one.title, one.paragraphs + clean(number + 1).paragraphs, number)
                page = one.html()
            Path(folder, f"{number:06}.html").write_bytes(page.encode()[:30_000])
        started = time.perf_counter()
        command = [sys.executable, "-m", "gongkai.project.cli", "scan", folder, "--json"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # What this command and its helpers used, without other children of the bench.
        _pid, _status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    text = "关于进一步加强政务公开工作的通知，各部门要高度重视。澳门赌场_"
    worst = 0.0
    for source in (text * 20_000, "<a href=http://x.top/>博彩</a>" * 30_000, "公(gōng)" * 90_000):
        begun = time.process_time()
        scan(parse(source.encode()[:MEGABYTE].decode("utf-8", "ignore"), target="1 MB"), load())
        worst = max(worst, time.process_time() - begun)
    return {
        "pages": pages,
        "seconds": round(wall, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_rss_mb": round(used.ru_maxrss / 1024),
        "worst_megabyte_cpu_s": round(worst, 2),
    }


def crawl_speed() -> float:
    """Return the pages a second of a crawl of a server in this process, limits lifted."""
    from clean_pages import invented

    from gongkai.audits.scanning import Options, scan_targets

    links = "".join(f"<a href='/{number}.html'>页</a>" for number in range(CRAWLED))
    pages = {f"/{number}.html": invented(number).html().encode() for number in range(CRAWLED)}
    pages["/"] = f"<html><body>{links}</body></html>".encode()

    class Replying(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            content = pages.get(self.path, b"")
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Replying)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = Options(
        today=date(2026, 4, 1), rate=0, pages=CRAWLED, links_checked=0, allow_loopback=True
    )
    started = time.perf_counter()
    count = sum(1 for _ in scan_targets([f"http://127.0.0.1:{server.server_port}/"], options))
    server.shutdown()
    return count / (time.perf_counter() - started)


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    texts = reference()
    found = quality(texts)
    found |= speed(pages, texts)
    found["crawl_pages_per_second"] = round(crawl_speed(), 1)
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
