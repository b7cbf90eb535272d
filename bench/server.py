"""What the running server does: second start, kept pages, search through HTTP.

Run from the project's root, on a home folder that `make run` has prepared and nobody serves:

    .venv/bin/python bench/server.py HOME [--prepare]

Uses `wrk` for kept pages where it is installed (Debian's package), otherwise a loader of its own
that is slower than the server. Prints a table and one line of JSON.
"""

import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 5
CONNECTIONS = 32
SEARCHES = 300
START_SECONDS_MAX = 600


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """A server in a process of its own: its port and how long the first page took."""

    def __init__(self, port: int, first_page_seconds: float) -> None:
        self.port = port
        self.first_page_seconds = first_page_seconds
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, address: str) -> bytes:
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"{address} answered {answer.status}")
        return body


@contextmanager
def running(home: Path, workers: int) -> Iterator[Running]:
    """Run `make run` until its first page has been sent."""
    port, begun = free_port(), time.perf_counter()
    environment = os.environ | {"GONGKAI_HOME": str(home)}
    environment.pop("GONGKAI_BASE_URL", None)
    home.mkdir(parents=True, exist_ok=True)
    with Path(home.parent, "server.log").open("a") as log:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}", f"WORKERS={workers}"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            while not answers(port):
                if process.poll() is not None:
                    said = Path(log.name).read_text(encoding="utf-8").splitlines()[-15:]
                    sys.exit("\n".join(["the server ended:", *said]))
                if time.perf_counter() - begun > START_SECONDS_MAX:
                    sys.exit("the server does not answer")
                time.sleep(0.02)
            yield Running(port, time.perf_counter() - begun)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def answers(port: int) -> bool:
    """Say whether the home page is sent."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def kept(server: Running, address: str) -> float:
    """Return how many times a second a kept page is sent."""
    server.get(address)
    if shutil.which("wrk"):
        url = f"http://127.0.0.1:{server.port}{address}"
        options = ["-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "-H", "Accept-Encoding: gzip"]
        said = subprocess.run(
            ["wrk", *options, url], capture_output=True, text=True, check=True
        ).stdout
        if "Non-2xx" in said:
            sys.exit(f"{address}: {said}")
        found = re.search(r"Requests/sec:\s+([\d.]+)", said)
        assert found is not None, said
        return float(found[1])
    return by_hand(server.port, address)


def by_hand(port: int, address: str) -> float:
    """Do what `wrk` does, from threads of this process; its own cost limits the figure."""
    counts = [0] * 8
    until = time.perf_counter() + SECONDS

    def ask(which: int) -> None:
        request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
        with socket.create_connection(("127.0.0.1", port)) as one, one.makefile("rb") as answer:
            while time.perf_counter() < until:
                one.sendall(request)
                length = 0
                while (line := answer.readline()) not in {b"\r\n", b""}:
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                answer.read(length)
                counts[which] += 1

    threads = [threading.Thread(target=ask, args=(which,)) for which in range(len(counts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def searches(server: Running) -> dict[str, float]:
    """Return milliseconds of searches with filters and facets, each a page nobody asked before."""
    titles = re.findall(r'<a href="/documents/[^"]+"[^>]*>([^<]+)</a>', listing(server))
    runs = [run for title in titles for run in re.findall(r"[一-鿿]{4,}", title)]
    if not runs:
        sys.exit("no titles to take words from")
    chance = random.Random(17)
    taken = []
    for number in range(SEARCHES + 20):
        run = chance.choice(runs)
        at = chance.randrange(len(run) - 2)
        word = run[at : at + chance.choice((2, 3))]
        narrow = ("", f"&year={2003 + number % 22}", "&kind=policy", "&validity=in_force")[
            number % 4
        ]
        begun = time.perf_counter()
        server.get(f"/search/?q={quote(word)}{narrow}&page={1 + number % 3}")
        taken.append((time.perf_counter() - begun) * 1000)
    taken = sorted(taken[20:])
    return {
        "p50_ms": round(taken[len(taken) // 2], 1),
        "p95_ms": round(taken[len(taken) * 95 // 100], 1),
    }


def listing(server: Running) -> str:
    pages = (server.get(f"/documents/?page={page}") for page in range(1, 30))
    return "".join(page.decode() for page in pages)


def api_searches(server: Running) -> None:
    """Fail unless the API answers a search, so that a figure is never of an error page."""
    if b'"total"' not in server.get("/api/search?q=%E5%85%AC%E5%BC%80"):
        sys.exit("the API's search does not answer")


def prepare(home: Path) -> None:
    """Run the first `make run` of a home."""
    with running(home, workers=2) as server:
        print(f"first run to first page: {server.first_page_seconds:.1f} s")


def main(home: Path) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    with running(home, workers=2) as server:
        answer["second_start_seconds"] = round(server.first_page_seconds, 2)
        document = re.search(r"/documents/[a-z0-9]+/", server.get("/").decode())
        assert document is not None
        answer["kept_requests_per_second"] = {
            name: round(kept(server, address))
            for name, address in {
                "home": "/",
                "document": document[0],
                "list of 25": "/documents/",
            }.items()
        }
    with running(home, workers=1) as server:
        api_searches(server)
        answer["search_http"] = searches(server)
    print(json.dumps(answer, ensure_ascii=False))
    return answer


if __name__ == "__main__":
    folder = Path(sys.argv[1]).resolve()
    prepare(folder) if "--prepare" in sys.argv else main(folder)
