"""Measure everything that the project promises about speed and cost: `make bench`.

Each measurement is a script of its own that prints one line of JSON last; this one runs them in
home folders of their own under a temporary folder, compares with the bars, and prints a table and
all figures as JSON. Texts come from GONGKAI_REFERENCE where it names a folder. Options:

    --only NAME   one of the scripts beside this one; may be repeated
    --quick       a tenth of the documents, to try the measurements themselves
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Answer = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One figure of the table. `at_most` says on which side of the bar it must be."""

    what: str
    figure: float
    bar: float
    unit: str
    at_most: bool = True

    @property
    def kept(self) -> bool:
        return self.figure <= self.bar if self.at_most else self.figure >= self.bar


def of_search_engine(answer: Answer) -> list[Row]:
    count = f"{answer['documents']:,} documents"
    return [
        Row(f"search in the engine, p95, {count}", answer["p95_ms"], 10, "ms"),
        Row("recall of 500 words", answer["recall"], 0.995, "", at_most=False),
        Row("indexing", answer["documents_per_second"], 2000, "documents/s", at_most=False),
        Row("memory of indexing", answer["index_peak_rss_mb"], 1024, "MiB"),
    ]


def of_import_pages(answer: Answer) -> list[Row]:
    return [Row("import", answer["pages_per_second"], 200, "HTML pages/s", at_most=False)]


def of_pages(answer: Answer) -> list[Row]:
    rows = []
    for page, by_count in answer.items():
        bar = 10 if page == "document" else 12
        for count, found in by_count.items():
            where = f"{page}, {int(count):,} documents"
            rows.append(Row(f"CPU of {where}", found["cpu_ms_p50"], bar, "ms"))
            rows.append(Row(f"queries of {where}", found["queries"], 8, ""))
        counted = {found["queries"] for found in by_count.values()}
        rows.append(Row(f"query counts that {page} has", len(counted), 1, ""))
    return rows


def of_server(answer: Answer) -> list[Row]:
    rows = [
        Row(f"kept page: {name}", figure, 4000, "requests/s", at_most=False)
        for name, figure in answer["kept_requests_per_second"].items()
    ]
    return [
        *rows,
        Row("search through HTTP, p95, one process", answer["search_http"]["p95_ms"], 40, "ms"),
        Row("second start to first page", answer["second_start_seconds"], 5, "s"),
    ]


def of_deadlines(answer: Answer) -> list[Row]:
    return []  # prints its own promises


def of_ledger(answer: Answer) -> list[Row]:
    leaves = f"{answer['inclusion']['leaves']:,} leaves"
    room = answer["room"]["beside_json_bytes_per_leaf"]
    return [
        Row("log: import", answer["leaves_per_second"], 2000, "leaves/s", at_most=False),
        Row("log: commit to signed leaf, 20 clerks, p95", answer["publish_p95_ms"], 1000, "ms"),
        Row(f"log: receipt, {leaves}, p95", answer["inclusion"]["proof_p95_ms"], 5, "ms"),
        Row("log: audit", answer["audit"]["per_second"], 500, "documents/s", at_most=False),
        Row("log: room beside a leaf's own JSON", room, 400, "bytes"),
    ]


def of_publishing(answer: Answer) -> list[Row]:
    return [Row("publish to public, 20 clerks, p95", answer["p95_s"], 1, "s")]


def of_self_inspection(answer: Answer) -> list[Row]:
    return [Row("monthly self-inspection of the demo county", answer["seconds"], 10, "s")]


def of_duties(answer: Answer) -> list[Row]:
    count = f"{answer['duties']:,} duties"
    return [
        Row(f"{count} computed", answer["seconds"], 5, "s"),
        Row("how each pair of item and body stands", answer["standings"], 5, "s"),
    ]


def of_applications(answer: Answer) -> list[Row]:
    rows = []
    for count, pages in answer["pages"].items():
        where = f"{int(count):,} cases"
        for name, found in pages.items():
            bar = 12 if "list" in name else 20
            rows.append(Row(f"CPU of {name}, {where}", found["cpu_ms_p50"], bar, "ms"))
            if "list" in name:
                rows.append(Row(f"queries of {name}, {where}", found["queries"], 8, ""))
    return [
        *rows,
        Row("annual report over all cases", answer["report_seconds"], 3, "s"),
        Row("import of an old list", answer["rows_per_second"], 2000, "rows/s", at_most=False),
    ]


def of_letters(answer: Answer) -> list[Row]:
    count = f"{answer['letters']:,} letters"
    told = answer["import"]
    return [
        Row("import of letters", told["rows_per_second"], 5000, "rows/s", at_most=False),
        Row(f"statistics page, cold, {count}", answer["numbers"]["cold_ms"], 300, "ms"),
        Row(f"by month, cold, {count}", answer["numbers_by_month"]["cold_ms"], 300, "ms"),
        Row(f"one month, cold, {count}", answer["numbers_of_month"]["cold_ms"], 300, "ms"),
        Row(f"CPU of the list of all, {count}", answer["list_of_all"]["cpu_ms"], 12, "ms"),
        Row("queries of the list of all", answer["list_of_all"]["queries"], 8, ""),
        Row(f"CPU of the clerk's list, {count}", answer["list"]["cpu_ms"], 12, "ms"),
        Row("queries of the clerk's list", answer["list"]["queries"], 8, ""),
    ]


def of_classification(answer: Answer) -> list[Row]:
    if "segmented" not in answer:
        return []  # without reference texts there is nothing to measure
    cut, raw = answer["segmented"], answer["raw"]
    return [
        Row("classes: macro-F1, letters cut into words", cut["macro_f1"], 0.925, "", False),
        Row("classes: letters cut into words", cut["letters_per_second"], 5000, "/s", False),
        Row("classes: letters as written", raw["letters_per_second"], 5000, "/s", False),
    ]


def of_hot_topics(answer: Answer) -> list[Row]:
    rows = []
    for found in answer["growth"]:
        share = found["letters"] / 1_000_000
        count = f"{found['letters']:,} letters"
        rows.append(Row(f"hot topics of {count}", found["seconds"], max(5, 300 * share), "s"))
    return [*rows, Row("hot topics: memory", answer["growth"][-1]["peak_rss_mb"], 4096, "MiB")]


def of_answers(answer: Answer) -> list[Row]:
    count = f"{answer['documents']:,} documents"
    return [Row(f"an answer, p95, {count}", answer["p95_ms"], 50, "ms")]


def of_page_scan(answer: Answer) -> list[Row]:
    tuned = {name: share for name, share in answer["families"].items() if "untuned" not in name}
    untuned = {name: share for name, share in answer["families"].items() if name not in tuned}
    per_page = 10_000 / answer["pages"]
    return [
        Row("page scan: least recall of tuned families", min(tuned.values()), 0.99, "", False),
        *(Row(f"page scan: {name}", share, 0.9, "", False) for name, share in untuned.items()),
        Row("page scan: false blocks", answer["false_blocks_per_1000"], 1, "of 1,000"),
        Row("page scan: 10,000 pages of 30 kB", answer["seconds"] * per_page, 60, "s"),
        Row("page scan: memory of one process", answer["peak_rss_mb"], 500, "MiB"),
        Row("page scan: one page of 1 MB, CPU", answer["worst_megabyte_cpu_s"], 1, "s"),
        Row("page scan: crawl", answer["crawl_pages_per_second"], 50, "pages/s", False),
    ]


SCRIPTS: dict[str, Callable[[Answer], list[Row]]] = {
    "server": of_server,
    "pages": of_pages,
    "search_engine": of_search_engine,
    "import_pages": of_import_pages,
    "deadlines": of_deadlines,
    "applications": of_applications,
    "duties": of_duties,
    "self_inspection": of_self_inspection,
    "ledger": of_ledger,
    "publishing": of_publishing,
    "page_scan": of_page_scan,
    "letters": of_letters,
    "classification": of_classification,
    "hot_topics": of_hot_topics,
    "answers": of_answers,
}


def machine() -> float:
    """Return the milliseconds of a fixed piece of work: how fast this machine is just now.

    Shared machines were seen to differ by two within minutes; a figure says little without this.
    """
    begun = time.perf_counter()
    total = 0
    for number in range(2_000_000):
        total += number & 7
    return round((time.perf_counter() - begun) * 1000, 1)


def run(name: str, home: Path, *arguments: str) -> Answer:
    """Run one script in a home folder, show what it says, and return the JSON of its last line."""
    print(f"\n==> {name} {' '.join(arguments)}", flush=True)
    command = [sys.executable, str(HERE / f"{name}.py"), *arguments]
    environment = os.environ | {"GONGKAI_HOME": str(home)}
    lines = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=HERE.parent, env=environment
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if not line.startswith("{"):
                print(line, end="", flush=True)
    if not lines or (process.returncode and not lines[-1].startswith("{")):
        return {"error": f"{name} ended with status {process.returncode}"}
    return dict(json.loads(lines[-1])) if lines[-1].startswith("{") else {}


def arguments_of(name: str, home: Path, *, quick: bool) -> list[str]:
    tenth = 10 if quick else 1
    return {
        "server": [str(home)],
        # Pages are measured with 1,000 and 100,000 documents; 200,000 stay for the search.
        "pages": [str(home), "1000", str(100_000 // tenth), f"+{200_000 // tenth}"],
        "search_engine": [str(home), str(200_000 // tenth)],
        "import_pages": [str(2_000 // tenth)],
        "applications": ["1000", str(100_000 // tenth)],
        "deadlines": ["--cases", str(1_000_000 // tenth)],
        "duties": ["--bodies", str(120 // tenth)],
        "self_inspection": [],
        "publishing": [str(200 // tenth)],
        "letters": [str(home), str(1_000_000 // tenth)],
        "classification": [],
        "hot_topics": ["--quick"] if quick else ["--million"],
        "answers": [str(home), str(200_000 // tenth)],
        "page_scan": [str(10_000 // tenth)],
        "ledger": [str(10_000 // tenth), str(1_000_000 // tenth)],
    }[name]


def table(rows: list[Row]) -> str:
    lines = [f"{'':2} {'what':58} {'measured':>12} {'bar':>10} unit"]
    for row in rows:
        side = "≤" if row.at_most else "≥"
        mark = "  " if row.kept else "✗ "
        lines.append(f"{mark} {row.what:58} {row.figure:12,.4g} {side}{row.bar:9,g} {row.unit}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--only", action="append", choices=SCRIPTS)
    parser.add_argument("--quick", action="store_true")
    told = parser.parse_args()
    names = told.only or list(SCRIPTS)
    answers: dict[str, Answer] = {}
    speeds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as made:
        folder = Path(made)
        # A first run prepares the home; then it is filled, then it is served full.
        needed = {"pages", "server"} & set(names)
        site = folder / "site"
        if needed and "error" in run("server", site, str(site), "--prepare"):
            return 1
        for name in sorted(names, key=lambda name: name == "server"):
            home = folder / ("site" if name in {"pages", "server"} else name)
            before = machine()
            answers[name] = run(name, home, *arguments_of(name, home, quick=told.quick))
            speeds[name] = [before, machine()]
    rows = [
        row
        for name, answer in answers.items()
        for row in ([] if "error" in answer else SCRIPTS[name](answer))
    ]
    broken = [answer["error"] for answer in answers.values() if "error" in answer]
    print("\n" + table(rows))
    print("\nfixed piece of work before and after each, ms (less is a faster machine):")
    print("   " + ", ".join(f"{name} {a:.0f} {b:.0f}" for name, (a, b) in speeds.items()))
    print("\n" + json.dumps(answers | {"machine_ms": speeds}, ensure_ascii=False))
    for line in broken:
        print(line, file=sys.stderr)
    return int(bool(broken) or not all(row.kept for row in rows))


if __name__ == "__main__":
    sys.exit(main())
