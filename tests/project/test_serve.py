"""The whole server, started as a person starts it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One `gongkai serve` of a home folder."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")
        }
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        # Debug pages need no collected static files; nothing here looks at a page's style.
        self.environment |= {"GONGKAI_HOME": str(home), "GONGKAI_DEBUG": "1"}
        self.process: subprocess.Popen[str] | None = None

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "gongkai.project.cli", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
            cwd=ROOT,
        )

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gongkai.project.cli", "serve", "--port", str(self.port)],
            env=self.environment,
            text=True,
            cwd=ROOT,
        )
        until = time.monotonic() + 60
        while self.get("/healthz") != 200:
            assert self.process.poll() is None, "the server ended"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)

    def get(self, path: str) -> int | None:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            asked.request("GET", path)
            return asked.getresponse().status
        except OSError:
            return None
        finally:
            asked.close()

    def stop(self) -> int | None:
        if self.process is None:
            return None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("home"))
    assert server.command("migrate", "--verbosity", "0").returncode == 0
    return server


@pytest.fixture
def running(prepared):
    prepared.start()
    yield prepared
    prepared.stop()


def test_a_database_without_tables_is_refused_with_the_command_that_makes_them(tmp_path):
    refused = Server(tmp_path).command("serve", "--port", str(free_port()))
    assert refused.returncode == 6
    assert "gongkai migrate" in refused.stderr


def test_the_server_answers_stops_when_told_and_frees_its_port(prepared):
    prepared.start()
    assert prepared.stop() == 0
    assert prepared.get("/healthz") is None
    prepared.start()
    assert prepared.stop() == 0


def test_a_second_server_of_the_same_home_changes_nothing(running):
    refused = running.command("serve", "--port", str(free_port()))
    assert refused.returncode == 4
    assert str(running.process.pid) in refused.stderr
    assert running.get("/healthz") == 200


def test_a_second_server_on_the_same_port_changes_nothing(running, tmp_path):
    other = Server(tmp_path)
    refused = other.command("serve", "--port", str(running.port))
    assert refused.returncode == 3
    assert str(running.port) in refused.stderr
    assert running.get("/healthz") == 200


def test_a_worker_beside_a_whole_server_is_refused(running):
    assert running.command("worker").returncode == 4
